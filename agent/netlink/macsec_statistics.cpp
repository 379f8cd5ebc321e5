#include "netlink/macsec_statistics.hpp"

#include <linux/if_macsec.h>

#include <array>

#include "netlink/attributes.hpp"

namespace macsecd::netlink {
namespace {

template <typename Statistics, typename Counter>
struct Row {
  constexpr Row(int a, Counter Statistics::*c) : attribute(a), counter(c) {}
  int attribute;
  Counter Statistics::*counter;
};

constexpr std::array sa_rows{
    Row{MACSEC_SA_STATS_ATTR_IN_PKTS_OK, &SaStatistics::in_ok},
    Row{MACSEC_SA_STATS_ATTR_IN_PKTS_INVALID, &SaStatistics::in_invalid},
    Row{MACSEC_SA_STATS_ATTR_IN_PKTS_NOT_VALID, &SaStatistics::in_not_valid},
    Row{MACSEC_SA_STATS_ATTR_IN_PKTS_NOT_USING_SA, &SaStatistics::in_not_using_sa},
    Row{MACSEC_SA_STATS_ATTR_IN_PKTS_UNUSED_SA, &SaStatistics::in_unused_sa},
    Row{MACSEC_SA_STATS_ATTR_OUT_PKTS_PROTECTED, &SaStatistics::out_protected},
    Row{MACSEC_SA_STATS_ATTR_OUT_PKTS_ENCRYPTED, &SaStatistics::out_encrypted},
};
constexpr std::array receive_sc_rows{
    Row{MACSEC_RXSC_STATS_ATTR_IN_OCTETS_VALIDATED, &ReceiveScStatistics::octets_validated},
    Row{MACSEC_RXSC_STATS_ATTR_IN_OCTETS_DECRYPTED, &ReceiveScStatistics::octets_decrypted},
    Row{MACSEC_RXSC_STATS_ATTR_IN_PKTS_UNCHECKED, &ReceiveScStatistics::unchecked},
    Row{MACSEC_RXSC_STATS_ATTR_IN_PKTS_DELAYED, &ReceiveScStatistics::delayed},
    Row{MACSEC_RXSC_STATS_ATTR_IN_PKTS_OK, &ReceiveScStatistics::ok},
    Row{MACSEC_RXSC_STATS_ATTR_IN_PKTS_INVALID, &ReceiveScStatistics::invalid},
    Row{MACSEC_RXSC_STATS_ATTR_IN_PKTS_LATE, &ReceiveScStatistics::late},
    Row{MACSEC_RXSC_STATS_ATTR_IN_PKTS_NOT_VALID, &ReceiveScStatistics::not_valid},
    Row{MACSEC_RXSC_STATS_ATTR_IN_PKTS_NOT_USING_SA, &ReceiveScStatistics::not_using_sa},
    Row{MACSEC_RXSC_STATS_ATTR_IN_PKTS_UNUSED_SA, &ReceiveScStatistics::unused_sa},
};
constexpr std::array transmit_sc_rows{
    Row{MACSEC_TXSC_STATS_ATTR_OUT_PKTS_PROTECTED, &TransmitScStatistics::protected_packets},
    Row{MACSEC_TXSC_STATS_ATTR_OUT_PKTS_ENCRYPTED, &TransmitScStatistics::encrypted_packets},
    Row{MACSEC_TXSC_STATS_ATTR_OUT_OCTETS_PROTECTED, &TransmitScStatistics::protected_octets},
    Row{MACSEC_TXSC_STATS_ATTR_OUT_OCTETS_ENCRYPTED, &TransmitScStatistics::encrypted_octets},
};
constexpr std::array secy_rows{
    Row{MACSEC_SECY_STATS_ATTR_OUT_PKTS_UNTAGGED, &SecyStatistics::out_untagged},
    Row{MACSEC_SECY_STATS_ATTR_IN_PKTS_UNTAGGED, &SecyStatistics::in_untagged},
    Row{MACSEC_SECY_STATS_ATTR_OUT_PKTS_TOO_LONG, &SecyStatistics::out_too_long},
    Row{MACSEC_SECY_STATS_ATTR_IN_PKTS_NO_TAG, &SecyStatistics::in_no_tag},
    Row{MACSEC_SECY_STATS_ATTR_IN_PKTS_BAD_TAG, &SecyStatistics::in_bad_tag},
    Row{MACSEC_SECY_STATS_ATTR_IN_PKTS_UNKNOWN_SCI, &SecyStatistics::in_unknown_sci},
    Row{MACSEC_SECY_STATS_ATTR_IN_PKTS_NO_SCI, &SecyStatistics::in_no_sci},
    Row{MACSEC_SECY_STATS_ATTR_IN_PKTS_OVERRUN, &SecyStatistics::in_overrun},
};

std::optional<std::uint32_t> value(const Attribute& a, std::uint32_t) { return a.u32(); }
std::optional<std::uint64_t> value(const Attribute& a, std::uint64_t) { return a.u64(); }

template <typename Statistics, typename Rows>
Statistics parse(mka::Bytes nest, const Rows& rows) {
  Statistics statistics;
  AttributeList list(nest);
  while (const auto a = list.next()) {
    for (const auto& row : rows) {
      if (a->type != row.attribute) continue;
      auto& counter = statistics.*row.counter;
      counter = value(*a, counter).value_or(0);
    }
  }
  return statistics;
}

}  // namespace

SaStatistics parse_sa_statistics(mka::Bytes nest) { return parse<SaStatistics>(nest, sa_rows); }
ReceiveScStatistics parse_receive_sc_statistics(mka::Bytes nest) {
  return parse<ReceiveScStatistics>(nest, receive_sc_rows);
}
TransmitScStatistics parse_transmit_sc_statistics(mka::Bytes nest) {
  return parse<TransmitScStatistics>(nest, transmit_sc_rows);
}
SecyStatistics parse_secy_statistics(mka::Bytes nest) {
  return parse<SecyStatistics>(nest, secy_rows);
}

}  // namespace macsecd::netlink
