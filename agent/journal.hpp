// The journal's native protocol: records of named fields, as datagrams that nobody ever waits for.
// systemd's own function for it blocks while the journal is slow or stuck, and the sessions with
// it.
#pragma once

#include <sys/types.h>

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace macsecd {

struct JournalField {
  std::string name;  // MACSECD_EVENT
  std::string value;
};

// systemd.io/JOURNAL_NATIVE_PROTOCOL
std::string journal_datagram(std::span<const JournalField> fields);

// Standard error is connected to the journal (JOURNAL_STREAM, systemd.exec(5)).
bool stderr_is_journal();

class Journal {
 public:
  static constexpr const char* usual_path = "/run/systemd/journal/socket";
  // Records that wait while the journal is slow; what comes then is counted and told later.
  static constexpr std::size_t most_waiting = 1024;

  explicit Journal(std::filesystem::path path = usual_path) : path_(std::move(path)) {}

  // False: there is no journal.
  bool write(std::span<const JournalField> fields);
  // What waits is sent when the journal takes it, not only with the next record. None: no longer.
  void drive(asio::io_context* io);

 private:
  bool connect();
  bool send(const std::string& datagram);
  void flush();
  void tell_lost();
  void flush_later();

  std::filesystem::path path_;
  int socket_ = -1;  // lives as long as the process
  std::deque<std::string> waiting_;
  std::uint64_t lost_ = 0;
  asio::io_context* io_ = nullptr;
  std::optional<asio::posix::stream_descriptor> watch_;
};

}  // namespace macsecd
