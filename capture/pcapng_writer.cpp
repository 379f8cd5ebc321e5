#include "capture/pcapng_writer.hpp"

namespace capture {
namespace {

constexpr std::uint32_t section_header = 0x0A0D0D0A;
constexpr std::uint32_t interface_description = 1;
constexpr std::uint32_t enhanced_packet = 6;
constexpr std::uint32_t byte_order_magic = 0x1A2B3C4D;
constexpr std::uint16_t link_type_ethernet = 1;
constexpr std::size_t block_overhead = 12;  // type, length, length again

// Options of more than one block, by the numbers of the draft.
constexpr std::uint16_t end_of_options = 0;
constexpr std::uint16_t user_application = 4;  // shb_userappl
constexpr std::uint16_t interface_name = 2;    // if_name
constexpr std::uint16_t time_resolution = 9;   // if_tsresol
constexpr std::uint16_t packet_flags = 2;      // epb_flags
constexpr std::uint8_t nanoseconds = 9;        // negative power of ten

// Numbers go in this machine's byte order: the magic number tells a reader which that is.
class Block {
 public:
  template <typename Number>
  void number(Number value) {
    octets(std::string_view(reinterpret_cast<const char*>(&value), sizeof value));
  }
  void octets(std::string_view some) { body_ += some; }
  void pad() { body_.resize((body_.size() + 3) / 4 * 4); }
  void option(std::uint16_t code, std::string_view value) {
    number(code);
    number(static_cast<std::uint16_t>(value.size()));
    octets(value);
    pad();
  }
  std::string take(std::uint32_t type) && {
    Block whole;
    const auto length = static_cast<std::uint32_t>(body_.size() + block_overhead);
    whole.number(type);
    whole.number(length);
    whole.octets(body_);
    whole.number(length);
    return std::move(whole.body_);
  }

 private:
  std::string body_;
};

std::string section(std::string_view application) {
  Block block;
  block.number(byte_order_magic);
  block.number(std::uint16_t{1});  // version 1.0
  block.number(std::uint16_t{0});
  block.number(std::int64_t{-1});  // length of the section: not known
  block.option(user_application, application);
  block.option(end_of_options, {});
  return std::move(block).take(section_header);
}

std::string interface_of(std::string_view name) {
  Block block;
  block.number(link_type_ethernet);
  block.number(std::uint16_t{0});
  block.number(std::uint32_t{0});  // frames are whole
  block.option(interface_name, name);
  const char resolution = nanoseconds;
  block.option(time_resolution, {&resolution, 1});
  block.option(end_of_options, {});
  return std::move(block).take(interface_description);
}

}  // namespace

std::string pcapng_head(std::string_view application, const std::vector<std::string>& interfaces) {
  std::string head = section(application);
  for (const std::string& name : interfaces) head += interface_of(name);
  return head;
}

std::string pcapng_frame(const CapturedFrame& frame) {
  const auto time = static_cast<std::uint64_t>(frame.time);
  Block block;
  block.number(frame.interface);
  block.number(static_cast<std::uint32_t>(time >> 32));
  block.number(static_cast<std::uint32_t>(time));
  block.number(static_cast<std::uint32_t>(frame.octets.size()));
  block.number(static_cast<std::uint32_t>(frame.original_size));
  block.octets({reinterpret_cast<const char*>(frame.octets.data()), frame.octets.size()});
  block.pad();
  const auto flags = static_cast<std::uint32_t>(frame.direction);
  block.option(packet_flags, {reinterpret_cast<const char*>(&flags), sizeof flags});
  block.option(end_of_options, {});
  return std::move(block).take(enhanced_packet);
}

}  // namespace capture
