// What shells propose while a command line is typed.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "canned_agent.hpp"
#include "catch.hpp"
#include "control/unique_fd.hpp"

namespace {

std::string proposed(CannedAgent& agent, std::vector<std::string> words) {
  words.insert(words.begin(), {"complete", "--"});
  return agent.run(std::move(words)).out;
}

// What a shell prints that has this program first in its path.
std::string printed_by(const std::string& shell, const std::string& socket,
                       const std::string& script) {
  const auto directory = std::filesystem::path(MACSECCTL).parent_path().string();
  const std::string line = "PATH='" + directory + "':$PATH MACSECD_SOCKET='" + socket + "' " +
                           shell + " -c '" + script + "' 2>&1";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(line.c_str(), "r"), ::pclose);
  std::string text;
  for (int c = 0; (c = std::fgetc(pipe.get())) != EOF;) text += static_cast<char>(c);
  return text;
}

}  // namespace

TEST_CASE("names of connections, LAGs, keys and secrets come from the agent", "[cli]") {
  CannedAgent agent;
  CHECK(proposed(agent, {"up", ""}) == "lab\t\nlag0\t\nold-switch\t\nspare-dc2\t\nuplink\t\n");
  CHECK(proposed(agent, {"up", "l"}) == "lab\t\nlag0\t\n");
  CHECK(proposed(agent, {"show", "--connection-id", "up"}) == "uplink\t\n");
  CHECK(proposed(agent, {"delete-key", "spare-dc2", "--ckn", ""}) == "5a5a\t\na5a5\t\n");
  CHECK(proposed(agent, {"delete-lag", ""}) == "lag0\t\n");
  CHECK(proposed(agent, {"create-lag", "x", "--connections", "lab,up"}) == "lab,uplink\t\n");
  CHECK(proposed(agent, {"create-connection", ""}).empty());
  CannedAgent keeper("secrets.json");
  CHECK(proposed(keeper, {"delete-secret", "a"}) == "aws-2026\t\n");
}

TEST_CASE("values that are known are proposed, files are left to the shell", "[cli]") {
  CannedAgent agent;
  CHECK(proposed(agent, {"update-connection", "uplink", "--profile", "a"}) == "aws\t\nalibaba\t\n");
  CHECK(proposed(agent, {"check", "eth0", "--cipher-suite", "gcm-aes-x"}) ==
        "gcm-aes-xpn-128\t\ngcm-aes-xpn-256\t\n");
  CHECK(proposed(agent, {"create-connection", "x", "--icv-indicator="}) ==
        "--icv-indicator=always\t\n--icv-indicator=never\t\n");
  CHECK(proposed(agent, {"create-connection", "x", "--icv-indicator", "=", "n"}) == "never\t\n");
  CHECK(proposed(agent, {"create-connection", "x", "--accept-cipher-suites",
                         "gcm-aes-128,gcm-aes-2"}) == "gcm-aes-128,gcm-aes-256\t\n");
  CHECK(proposed(agent, {"associate-key", "uplink", "--cak-file", ""}) == ":files\n");
  CHECK(proposed(agent, {"keystore", "r"}) == "rewrap\t\n");
  CHECK(proposed(agent, {"assoc"}).starts_with("associate-key\t"));
  CHECK(proposed(agent, {"help", "rek"}).starts_with("rekey\t"));
}

TEST_CASE("what was said already, or is hidden, is not proposed", "[cli]") {
  CannedAgent agent;
  const std::string left = proposed(agent, {"wait", "uplink", "--secured", "--"});
  CHECK(left.find("--timeout\t") != left.npos);
  CHECK(left.find("--secured\t") == left.npos);
  CHECK(proposed(agent, {"comp"}).find("complete\t") == std::string::npos);
  CHECK(proposed(agent, {"create-connection", "--vlan"}).empty());
}

TEST_CASE("a key on a line that is being typed is passed over", "[cli]") {
  CannedAgent agent;
  const Run run = agent.run({"complete", "--", "associate-key", "uplink", "--cak",
                             "000102030405060708090a0b0c0d0e0f", "--wa"});
  CHECK(run.out.starts_with("--wait\t"));
  CHECK((run.out + run.err).find("0001020304") == std::string::npos);
}

TEST_CASE("an agent that does not answer does not hold up the shell", "[cli]") {
  const std::string path = "/tmp/silent-agent." + std::to_string(::getpid());
  const macsec::UniqueFd silent(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  REQUIRE(::bind(silent.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  REQUIRE(::listen(silent.get(), 4) == 0);
  const auto begin = std::chrono::steady_clock::now();
  CHECK(macsecctl({"complete", "--", "up", ""}, "", {"MACSECD_SOCKET=" + path}).out.empty());
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(3));
  std::filesystem::remove(path);
  CHECK(macsecctl({"complete", "--", "up", ""}, "", {"MACSECD_SOCKET=/nonexistent"}).out.empty());
}

TEST_CASE("bash proposes the same", "[cli]") {
  CannedAgent agent;
  const std::string load =
      "source <(macsecctl completion bash); compopt() { echo \"compopt $*\"; }; ";
  CHECK(printed_by("bash", agent.socket(),
                   load + "COMP_WORDS=(macsecctl up l); COMP_CWORD=2; _macsecctl; "
                          "echo \"${COMPREPLY[@]}\"; complete -p macsecctl") ==
        "lab lag0\ncomplete -F _macsecctl macsecctl\n");
  CHECK(printed_by("bash", agent.socket(),
                   load + "COMP_WORDS=(macsecctl import-secret x --cak-file \"\"); COMP_CWORD=4; "
                          "_macsecctl") == "compopt -o default\n");
}

TEST_CASE("zsh proposes the same, with descriptions", "[cli]") {
  CannedAgent agent;
  // Outside of its line editor zsh has no _describe and no _files.
  const std::string load =
      "compdef() { print $*; }; _files() { print files; }; _describe() { print -l $proposed; }; "
      "source <(macsecctl completion zsh); ";
  CHECK(
      printed_by("zsh -f", agent.socket(), load + "words=(macsecctl rek); CURRENT=2; _macsecctl") ==
      "_macsecctl macsecctl\nrekey:Ask for a fresh SAK now; only the key server\047s end can\n");
  CHECK(printed_by("zsh -f", agent.socket(),
                   load + "words=(macsecctl import-secret x --cak-file \"\"); CURRENT=5; "
                          "_macsecctl") == "_macsecctl macsecctl\nfiles\n");
}
