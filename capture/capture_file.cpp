#include "capture/capture_file.hpp"

#include <pcap/pcap.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

#include "capture/limits.hpp"
#include "wire/eapol.hpp"

namespace capture {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Result;
namespace eapol = mka::wire::eapol;

constexpr std::uint16_t macsec_ether_type = 0x88E5;
constexpr std::size_t addresses = 12;

struct ClosePcap {
  void operator()(pcap_t* file) const { pcap_close(file); }
};
using Pcap = std::unique_ptr<pcap_t, ClosePcap>;

std::uint16_t ether_type_of(const SeenFrame& frame) {
  mka::wire::Reader in(frame.view());
  in.bytes(addresses);
  return in.u16();
}

bool is_mkpdu(const SeenFrame& frame) {
  mka::wire::Reader in(frame.view());
  in.bytes(addresses);
  const std::uint16_t type = in.u16();
  in.u8();  // version
  return (type == eapol::ether_type || type == eapol::other_ether_type) &&
         in.u8() == eapol::packet_type_mka;
}

SeenFrame seen(std::uint64_t number, const pcap_pkthdr& head, const u_char* octets) {
  constexpr std::int64_t second = 1'000'000'000;
  constexpr std::int64_t last_second = 9'000'000'000;  // beyond it nanoseconds do not fit
  const std::int64_t seconds = std::clamp<std::int64_t>(head.ts.tv_sec, 0, last_second);
  const std::size_t size = std::min<std::size_t>(head.caplen, limits::frame);
  // The precision asked for puts nanoseconds in the place of microseconds.
  return {number,
          seconds * second + std::clamp<std::int64_t>(head.ts.tv_usec, 0, second),
          {},
          {octets, octets + size}};
}

void take(CaptureFile& capture, SeenFrame frame) {
  set_tags_aside(frame);
  if (ether_type_of(frame) == macsec_ether_type) ++capture.macsec_frames;
  if (!is_mkpdu(frame)) return;
  if (capture.mkpdus.size() == limits::mkpdus)
    ++capture.left_out;
  else
    capture.mkpdus.push_back(std::move(frame));
}

Failure no_capture(const std::string& path, const std::string& why) {
  return Failure{Error{Errc::illegal_param, path + " cannot be read as a capture: " + why,
                       "give a pcap or pcapng file: macsecctl capture NAME --out FILE, or "
                       "tcpdump -i IF -w FILE ether proto 0x888e"}};
}

Result<Pcap> open(const std::string& path) {
  std::FILE* const file = path == "-" ? stdin : std::fopen(path.c_str(), "re");
  if (file == nullptr) {
    Error error{Errc::illegal_param, "cannot open " + path, "check its path and permissions"};
    error.os = errno;
    return Failure{std::move(error)};
  }
  std::array<char, PCAP_ERRBUF_SIZE> why{};
  // It closes the file in the end, but for standard input, and not where it fails.
  Pcap pcap(pcap_fopen_offline_with_tstamp_precision(file, PCAP_TSTAMP_PRECISION_NANO, why.data()));
  if (pcap) return pcap;
  if (file != stdin) std::fclose(file);
  return no_capture(path, why.data());
}

}  // namespace

Result<CaptureFile> read_capture(const std::string& path) {
  auto pcap = open(path);
  if (!pcap) return Failure{pcap.error()};
  if (const int kind = pcap_datalink(pcap->get()); kind != DLT_EN10MB) {
    const char* const name = pcap_datalink_val_to_name(kind);
    return no_capture(path, std::string("its frames are of type ") +
                                (name != nullptr ? name : std::to_string(kind).c_str()) +
                                ", not Ethernet (EN10MB); capture on one interface, not on 'any'");
  }
  CaptureFile capture;
  pcap_pkthdr* head = nullptr;
  const u_char* octets = nullptr;
  int got = 0;
  while ((got = pcap_next_ex(pcap->get(), &head, &octets)) == 1)
    take(capture, seen(++capture.frames, *head, octets));
  if (got == PCAP_ERROR) capture.cut_off = pcap_geterr(pcap->get());
  return capture;
}

}  // namespace capture
