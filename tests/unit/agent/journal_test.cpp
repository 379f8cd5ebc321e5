// The journal's side of its socket, as journald sees it.
#include "journal.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <set>

#include "catch.hpp"
#include "control/unique_fd.hpp"
#include "control/unix_address.hpp"
#include "event_journal.hpp"
#include "message_ids.hpp"
#include "temporary_directory.hpp"

using namespace macsecd;

namespace {

class JournalEnd {
 public:
  explicit JournalEnd(const std::filesystem::path& path)
      : fd_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    const auto address = *macsec::unix_address(path);
    REQUIRE(::bind(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  }
  // Empty: there is none.
  std::string next() {
    std::string datagram(65536, '\0');
    const ssize_t got = ::recv(fd_.get(), datagram.data(), datagram.size(), 0);
    datagram.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return datagram;
  }

 private:
  macsec::UniqueFd fd_;
};

std::string record(int number) { return "MESSAGE=" + std::to_string(number) + "\n"; }
bool write(Journal& journal, int number) {
  const JournalField fields[]{{"MESSAGE", std::to_string(number)}};
  return journal.write(fields);
}

}  // namespace

TEST_CASE("a value with a line break is sent with its length") {
  const JournalField fields[]{{"PRIORITY", "6"}, {"MESSAGE", "two\nlines"}};
  CHECK(journal_datagram(fields) ==
        "PRIORITY=6\nMESSAGE\n" + std::string("\x09\0\0\0\0\0\0\0", 8) + "two\nlines\n");
}

TEST_CASE("[M80] an event is a record with its MESSAGE_ID and fields") {
  AgentEvent event{.event = "session-lost",
                   .connection = "uplink",
                   .ckn = "c0ffee",
                   .peer = "020000000a010001",
                   .association_number = 2,
                   .sequence = 7};
  const std::string text = journal_datagram(journal_fields(event));
  CHECK(text.find("MESSAGE_ID=" + std::string(message_id("session-lost")) + "\n") == 0);
  for (const char* line :
       {"MACSECD_EVENT=session-lost\n", "MACSECD_CONNECTION=uplink\n", "MACSECD_CKN=c0ffee\n",
        "MACSECD_PEER=020000000a010001\n", "MACSECD_AN=2\n", "MACSECD_SEQUENCE=7\n"})
    CHECK(text.find(line) != std::string::npos);
  CHECK(text.find("MACSECD_REASON") == std::string::npos);
}

TEST_CASE("message ids are sorted, complete and different") {
  std::set<std::string_view> ids;
  std::string_view before;
  for (const MessageId& row : message_ids()) {
    CHECK(before < row.event);
    before = row.event;
    CHECK(row.id.size() == 32);
    ids.insert(row.id);
    CHECK(message_id(row.event) == row.id);
  }
  CHECK(ids.size() == message_ids().size());
  CHECK(message_id("no-such-event").empty());
}

TEST_CASE("without a journal the caller is told") {
  const test::TemporaryDirectory directory;
  Journal journal(directory.path() / "socket");
  CHECK_FALSE(write(journal, 1));
  JournalEnd end(directory.path() / "socket");
  CHECK(write(journal, 2));
  CHECK(end.next() == record(2));
}

TEST_CASE(
    "nobody waits for a slow journal: it gets what it missed, in order, and what is lost is told") {
  const test::TemporaryDirectory directory;
  JournalEnd end(directory.path() / "socket");
  asio::io_context io;
  Journal journal(directory.path() / "socket");
  journal.drive(&io);
  // More than its queue takes and what we let wait.
  const int many = static_cast<int>(Journal::most_waiting) + 2000;
  for (int i = 0; i < many; ++i) REQUIRE(write(journal, i));
  std::vector<std::string> got;
  for (int rounds = 0; rounds < 5000; ++rounds) {
    for (std::string one = end.next(); !one.empty(); one = end.next()) got.push_back(one);
    io.restart();
    io.poll();
  }
  REQUIRE(got.size() > Journal::most_waiting);
  CHECK(got.size() < static_cast<std::size_t>(many));
  for (std::size_t i = 0; i + 1 < got.size(); ++i) CHECK(got[i] == record(static_cast<int>(i)));
  const auto lost = static_cast<std::size_t>(many) - (got.size() - 1);
  CHECK(got.back().find("MESSAGE=" + std::to_string(lost) + " records were lost") == 0);
  journal.drive(nullptr);
}

TEST_CASE("a journal that was started anew is found again") {
  const test::TemporaryDirectory directory;
  Journal journal(directory.path() / "socket");
  {
    JournalEnd end(directory.path() / "socket");
    CHECK(write(journal, 1));
  }
  ::unlink((directory.path() / "socket").c_str());
  CHECK_FALSE(write(journal, 2));
  JournalEnd end(directory.path() / "socket");
  CHECK(write(journal, 3));
  CHECK(end.next() == record(3));
}
