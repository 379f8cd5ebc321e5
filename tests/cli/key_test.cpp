// Keys on their way: from a file, a pipe, standard input; never from the command line.
#include <sys/stat.h>

#include <fstream>

#include "canned_agent.hpp"
#include "catch.hpp"

namespace {

const std::string cak = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

struct KeyFile : TemporaryDirectory {
  explicit KeyFile(mode_t mode = 0600) {
    std::ofstream(name()) << cak << "\n";
    ::chmod(name().c_str(), mode);
  }
  std::string name() const { return (path() / "cak").string(); }
};

}  // namespace

TEST_CASE("a key file is passed as it is", "[cli][key]") {
  CannedAgent agent;
  const KeyFile file;
  const Run run =
      agent.run({"associate-key", "uplink", "--ckn", "C0FFEE", "--cak-file", file.name()});
  CHECK(run.status == 0);
  CHECK(run.out == "uplink: key C0FFEE is associating\n");
  CHECK(run.err.empty());
  CHECK(agent.key_octets == cak + "\n");
  CHECK(agent.parameters["AssociateKey"] ==
        macsec::Json({{"connectionName", "uplink"}, {"ckn", "C0FFEE"}, {"cakFileDescriptor", 0}}));
}

TEST_CASE("a key from standard input or a pipe arrives in sealed memory", "[cli][key]") {
  CannedAgent agent;
  const char* const source = GENERATE("-", "/dev/stdin");
  const Run run = agent.run({"associate-mac-sec-key", "--connection-id", "uplink", "--ckn", "00",
                             "--cak-file", source, "--json"},
                            cak + "\n");
  CHECK(run.status == 0);
  CHECK(macsec::Json::parse(run.out)["key"]["state"] == "associating");
  CHECK(agent.key_octets == cak + "\n");
  CHECK(agent.key_is_sealed);
}

TEST_CASE("a key file that others may read is warned about", "[cli][key]") {
  CannedAgent agent;
  const KeyFile file(0644);
  const Run run = agent.run({"associate-key", "uplink", "--ckn", "00", "--cak-file", file.name()});
  CHECK(run.status == 0);
  CHECK(run.err.find("warning: others may read") != std::string::npos);
  CHECK(run.err.find("chmod 600 " + file.name()) != std::string::npos);
}

TEST_CASE("too much to be a key is not sent", "[cli][key]") {
  CannedAgent agent;
  const Run run = agent.run({"associate-key", "uplink", "--ckn", "00", "--cak-file", "-"},
                            std::string(2000, 'a'));
  CHECK(run.status == 11);
  CHECK(agent.parameters.count("AssociateKey") == 0);
}

TEST_CASE("the agent's error about a key reaches the person and the script", "[cli][key]") {
  CannedAgent agent;
  const KeyFile file;
  const Run run = agent.run({"associate-key", "full", "--ckn", "00", "--cak-file", file.name()});
  CHECK(run.status == 12);
  CHECK(run.out.empty());
  CHECK(run.err ==
        "macsecctl: associate-key: full: the keychain is full (3 of 3)\n"
        "  remove one first: macsecctl disassociate-key full --ckn CKN\n");
}

TEST_CASE("a CAK on the command line is refused and never echoed", "[cli][key]") {
  CannedAgent agent;
  const auto arguments =
      GENERATE(as<std::vector<std::string>>{}, std::vector<std::string>{"--cak", cak},
               std::vector<std::string>{"--cak=" + cak},
               std::vector<std::string>{"--cak", cak, "--json"}, std::vector<std::string>{"--cak"});
  std::vector<std::string> all{"associate-key", "uplink", "--ckn", "00"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  const Run run = agent.run(all);
  CHECK(run.status == 2);
  CHECK(run.out.empty());
  CHECK(run.err.find("--cak-file") != std::string::npos);
  CHECK(run.err.find("0001020304") == std::string::npos);
  CHECK(agent.parameters.count("AssociateKey") == 0);
}

TEST_CASE("a CAK in a wrong place is not echoed either", "[cli][key]") {
  const Run run = macsecctl({"associate-key", "uplink", "--ckn", "00", cak});
  CHECK(run.status == 2);
  CHECK(run.err.find("0001020304") == std::string::npos);
  CHECK(run.err.find("(hidden)") != std::string::npos);
}

TEST_CASE("waiting for a key ends when it secures the link", "[cli][key]") {
  CannedAgent agent;
  agent.secured_after = 2;
  const KeyFile file;
  const Run run = agent.run({"associate-key", "lab", "--ckn", "00112233", "--cak-file", file.name(),
                             "--wait", "--timeout", "20s"});
  CHECK(run.status == 0);
  CHECK(run.out == "lab: key 00112233 is associated, the link is secured\n");
  CHECK(agent.descriptions == 3);
}

TEST_CASE("[M37, M46] when a key comes into service is the agent's to know", "[cli][key]") {
  CannedAgent agent;
  const KeyFile file;
  const Run run = agent.run({"associate-key", "uplink", "--ckn", "00", "--cak-file", file.name(),
                             "--start-on", "2026-01-31T12:00:00Z", "--activate-when-peer-seen"});
  CHECK(run.status == 0);
  CHECK(run.out == "uplink: key 00 is associating, it goes into service at 2026-01-31T12:00:00Z\n");
  CHECK(agent.parameters["AssociateKey"]["startOn"] == "2026-01-31T12:00:00Z");
  CHECK(agent.parameters["AssociateKey"]["activateWhenPeerSeen"] == true);
}

TEST_CASE("[M19] the agent's warnings about a key are for people", "[cli][key]") {
  CannedAgent agent;
  const KeyFile file;
  const std::vector<std::string> words{"associate-key", "lab",      "--ckn", "00",
                                       "--cak-file",    file.name()};
  CHECK(agent.run(words).err ==
        "macsecctl: warning: the CKN has less than 64 digits\n"
        "  some routers accept only 64, or pad with zeros\n");
  auto json = words;
  json.push_back("--json");
  const Run run = agent.run(json);
  CHECK(run.err.empty());
  CHECK(macsec::Json::parse(run.out)["warnings"][0]["code"] == "short-ckn");
}

TEST_CASE("[M46] waiting ends at once when the key is taken out of use meanwhile", "[cli][key]") {
  CannedAgent agent;
  agent.secured_after = 2;
  agent.key_state = GENERATE("disassociated", "disassociating");
  const Run run =
      agent.run({"reassociate-key", "lab", "--ckn", "00112233", "--wait", "--timeout", "20s"});
  CHECK(run.status == 15);
  CHECK(run.err.find("lab: key 00112233 was disassociated meanwhile") != std::string::npos);
  CHECK(agent.descriptions == 3);
}

TEST_CASE("[M46] waiting ends at once when the key is deleted meanwhile", "[cli][key]") {
  CannedAgent agent;
  const Run run =
      agent.run({"reassociate-key", "lab", "--ckn", "ff", "--wait", "--timeout", "20s"});
  CHECK(run.status == 14);
  CHECK(agent.descriptions == 1);
}

TEST_CASE("[M35] waiting in vain names the state of the key and its reason", "[cli][key]") {
  CannedAgent agent;
  const Run run =
      agent.run({"reassociate-key", "lab", "--ckn", "00112233", "--wait", "--timeout", "0"});
  CHECK(run.status == 28);
  CHECK(run.err.find("key 00112233 is failed; icv-mismatch") != std::string::npos);
}

TEST_CASE("[M44] a person at a terminal is told what follows, and asked", "[cli][key]") {
  CannedAgent agent;
  const std::vector<std::string> environment{"MACSECD_SOCKET=" + agent.socket()};
  const std::vector<std::string> words{"disassociate-key", "uplink", "--ckn", "c0ffee"};
  const Run declined = macsecctl_on_terminal(words, "no\n", environment);
  CHECK(declined.status == 1);
  CHECK(declined.err.find("the traffic moves to key 0a1b") != std::string::npos);
  CHECK(agent.parameters["DisassociateKey"]["dryRun"] == true);
  CHECK(macsecctl_on_terminal(words, "yes\n", environment).status == 0);
  CHECK(agent.parameters["DisassociateKey"].count("dryRun") == 0);
  auto sure = words;
  sure.push_back("--yes");
  CHECK(macsecctl_on_terminal(sure, "", environment).err.empty());

  const std::vector<std::string> gone{"delete-key", "uplink", "--ckn", "c0ffee"};
  CHECK(macsecctl_on_terminal(gone, "no\n", environment).status == 1);
  CHECK(agent.parameters.count("DeleteKey") == 0);
  CHECK(macsecctl_on_terminal(gone, "yes\n", environment).status == 0);
  CHECK(agent.parameters.count("DeleteKey") == 1);
}

TEST_CASE("[M44] what would follow is asked of the agent, and scripts are not asked",
          "[cli][key]") {
  CannedAgent agent;
  agent.run({"disassociate-key", "uplink", "--ckn", "00", "--dry-run"});
  CHECK(agent.parameters["DisassociateKey"]["dryRun"] == true);
  agent.run({"disassociate-key", "uplink", "--ckn", "00", "--delete-if-disassociated"});
  CHECK(
      agent.parameters["DisassociateKey"] ==
      macsec::Json({{"connectionName", "uplink"}, {"ckn", "00"}, {"deleteIfDisassociated", true}}));
}

TEST_CASE("generated pairs are well-formed, and never the same twice", "[cli][key]") {
  const auto [arguments, digits] = GENERATE(table<std::vector<std::string>, std::size_t>(
      {{{"generate-key", "--json"}, 64},
       {{"generate-key", "--json", "--size", "128"}, 32},
       {{"generate-key", "--json", "--cipher-suite", "GCM-AES-XPN-128"}, 32},
       {{"generate-key", "--json", "--cipher-suite", "gcm_aes_256"}, 64}}));
  const auto one = macsec::Json::parse(macsecctl(arguments).out);
  const auto two = macsec::Json::parse(macsecctl(arguments).out);
  for (const char* part : {"ckn", "cak"}) {
    const std::string hex = one[part];
    CHECK(hex.size() == digits);
    CHECK(hex.find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(one[part] != two[part]);
  }
  CHECK(one["ckn"] != one["cak"]);
}

TEST_CASE("[M14] a generated pair is printed in upper case if wanted", "[cli][key]") {
  const std::string text = macsecctl({"generate-key", "--hex", "upper"}).out;
  CHECK(text.substr(4, 64).find_first_not_of("0123456789ABCDEF") == std::string::npos);
  CHECK(text.substr(73, 64).find_first_not_of("0123456789ABCDEF") == std::string::npos);
}

TEST_CASE("a generated pair as text has two lines", "[cli][key]") {
  const std::string text = macsecctl({"generate-key", "--size", "128"}).out;
  REQUIRE(text.size() == 2 * (4 + 32 + 1));
  CHECK(text.substr(0, 4) == "ckn ");
  CHECK(text.substr(36, 5) == "\ncak ");
}

TEST_CASE("a generated CAK goes to a new file of the owner, or nowhere", "[cli][key]") {
  const TemporaryDirectory directory;
  const std::string file = (directory.path() / "new.cak").string();
  const Run run = macsecctl({"generate-key", "--cak-out", file});
  CHECK(run.status == 0);
  CHECK(run.out.size() == 4 + 64 + 1);
  std::string digits;
  std::ifstream(file) >> digits;
  CHECK(digits.size() == 64);
  CHECK(run.out.find(digits) == std::string::npos);
  struct stat made {};
  REQUIRE(::stat(file.c_str(), &made) == 0);
  CHECK((made.st_mode & 07777) == 0600);
  CHECK(macsecctl({"generate-key", "--cak-out", file}).status == 10);
  std::string after;
  std::ifstream(file) >> after;
  CHECK(after == digits);
}
