#include "guard_settings.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "spelling.hpp"

namespace macsecd {
namespace {

struct Row {
  ClearProtocol protocol;
  std::string_view name;
  std::uint16_t ether_type;
};
constexpr std::array rows{
    Row{ClearProtocol::lldp, "lldp", 0x88cc},
    Row{ClearProtocol::lacp, "lacp", 0x8809},  // all slow protocols (802.3 annex 57A)
    Row{ClearProtocol::pause, "pause", 0x8808},
};

const Row& row_of(ClearProtocol protocol) { return rows[static_cast<std::size_t>(protocol)]; }

}  // namespace

std::string_view to_string(ClearProtocol protocol) { return row_of(protocol).name; }

std::uint16_t ether_type_of(ClearProtocol protocol) { return row_of(protocol).ether_type; }

void read_guard(Members& in, GuardSettings& into) {
  std::vector<std::string> words;
  if (!in.texts("clearProtocols", words)) return;
  std::vector<ClearProtocol> chosen;
  for (const Row& row : rows)
    if (std::erase_if(words, [&](const auto& word) { return normal_word(word) == row.name; }) > 0)
      chosen.push_back(row.protocol);
  if (!words.empty())
    return in.refuse("clearProtocols: " + words.front() + " is not known",
                     "a list of lldp, lacp, pause; an empty one for none");
  into.clear_protocols = std::move(chosen);
}

macsec::Json to_json(const GuardSettings& settings) {
  macsec::Json names = macsec::Json::array();
  for (const ClearProtocol protocol : settings.clear_protocols)
    names.push_back(to_string(protocol));
  return {{"clearProtocols", std::move(names)}};
}

}  // namespace macsecd
