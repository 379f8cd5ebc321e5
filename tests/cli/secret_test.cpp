// Commands about secrets: what they ask of the agent, and what people read.
#include <fstream>

#include "canned_agent.hpp"
#include "catch.hpp"

using macsec::Json;

TEST_CASE("[M86] secrets are listed with their users and grants", "[cli][secret]") {
  CannedAgent agent("secrets.json");
  CHECK(agent.run({"list-secrets"}).out ==
        "SECRET    CKN       AGE   USED BY       DELETION ON\n"
        "aws-2026  00c0ffee  10 d  uplink,spare  -\n"
        "lab/aa    aa        60 s  lab           2026-03-02T12:00:00Z\n"
        "unused    bb        60 s  -             -\n"
        "\n"
        "uplink may use aws-*\n");
  CHECK(agent.run({"list-secrets", "--brief"}).out.find("SECRET") == std::string::npos);
}

TEST_CASE("[M41] a secret is imported in the forms of a CAK", "[cli][secret]") {
  CannedAgent agent("secrets.json");
  const Run run = agent.run({"import-secret", "aws-2026", "--ckn", "aa", "--cak-file", "-",
                             "--cak-base64", "--grant", "uplink"},
                            "text\n");
  CHECK(run.status == 0);
  CHECK(run.out == "secret aws-2026 is stored, with CKN aa\n");
  CHECK(run.err.find("warning: the CKN has less than 64 digits") != std::string::npos);
  CHECK(agent.key_octets == "text\n");
  CHECK(agent.parameters["ImportSecret"] == Json({{"secretName", "aws-2026"},
                                                  {"ckn", "aa"},
                                                  {"cakFileDescriptor", 0},
                                                  {"cakEncoding", "base64"},
                                                  {"grantTo", "uplink"}}));
  agent.run({"import-secret", "aws-2026", "--generate"});
  CHECK(agent.key_octets.size() == 64);
  CHECK(agent.run({"import-secret", "aws-2026", "--cak-file", "-"}, "x").status == 2);
}

TEST_CASE("[M41] a pair and a secret exclude each other", "[cli][secret]") {
  CannedAgent agent;
  CHECK(agent.run({"associate-key", "uplink", "--secret", "s", "--ckn", "aa"}).status == 2);
  CHECK(agent.run({"associate-key", "uplink", "--secret", "s", "--cak-file", "-"}).status == 2);
  CHECK(agent.run({"associate-key", "uplink", "--secret", "s", "--generate"}).status == 2);
  CHECK(agent.parameters.count("AssociateKey") == 0);
}

TEST_CASE("[M86] a grant of everything is warned about", "[cli][secret]") {
  CannedAgent agent("secrets.json");
  const Run run = agent.run({"grant-secrets", "uplink", "*"});
  CHECK(run.out == "uplink may use *\n");
  CHECK(run.err.find("warning: uplink may use every secret") != std::string::npos);
  CHECK(agent.parameters["GrantSecrets"] ==
        Json({{"connectionName", "uplink"}, {"secretName", "*"}}));
  CHECK(agent.run({"revoke-secrets", "uplink", "*"}).status == 0);
}

TEST_CASE("[M77] a deletion is planned by secret or by key, and says what follows",
          "[cli][secret]") {
  CannedAgent agent("secrets.json");
  CHECK(agent.run({"schedule-key-deletion", "aws-2026"}).out ==
        "secret aws-2026 is deleted on 2026-03-02T12:00:00Z\n"
        "  uplink: the session goes on; rotate before\n"
        "secret unused is deleted on 2026-03-02T12:00:00Z\n"
        "  no key uses it\n");
  CHECK(agent.parameters["ScheduleKeyDeletion"] ==
        Json({{"secretName", "aws-2026"}, {"inSeconds", 30 * 24 * 3600}}));
  agent.run({"schedule-key-deletion", "uplink", "--ckn", "aa", "--in", "7d"});
  CHECK(agent.parameters["ScheduleKeyDeletion"] ==
        Json({{"connectionName", "uplink"}, {"ckn", "aa"}, {"inSeconds", 7 * 24 * 3600}}));
  CHECK(agent.run({"cancel-key-deletion", "aws-2026"}).out == "secret aws-2026 stays\n");
}

TEST_CASE("[M88] a secret is deleted for good: a person is asked", "[cli][secret]") {
  CannedAgent agent("secrets.json");
  const std::vector<std::string> environment{"MACSECD_SOCKET=" + agent.socket()};
  const std::vector<std::string> words{"delete-secret", "aws-2026"};
  CHECK(macsecctl_on_terminal(words, "no\n", environment).status == 1);
  CHECK(agent.parameters.count("DeleteSecret") == 0);
  CHECK(macsecctl_on_terminal(words, "yes\n", environment).status == 0);
  CHECK(agent.parameters.count("DeleteSecret") == 1);
}

TEST_CASE("[M90] setup leads a person from the interface to the secured link", "[cli]") {
  CannedAgent agent;
  agent.secured_after = 1;
  const TemporaryDirectory directory;
  const std::string file = (directory.path() / "lab.cak").string();
  const auto answers = "\nyes\nlab\n\n00112233\n" + file + "\n";
  const std::vector<std::string> environment{"MACSECD_SOCKET=" + agent.socket()};
  const std::vector<std::string> words{"setup", "eth4", "--timeout", "5"};
  CHECK(macsecctl_on_terminal(words, answers, environment).status == 17);  // there is no such file
  CHECK(agent.parameters["CheckInterface"]["interface"] == "eth4");
  CHECK(agent.parameters["CreateConnection"] == Json({{"connectionName", "lab"},
                                                      {"interface", "eth4"},
                                                      {"profile", "generic"},
                                                      {"encryptionMode", "must_encrypt"}}));
  CHECK(agent.parameters.count("AssociateKey") == 0);
  std::ofstream(file) << "0011\n";
  const Run run = macsecctl_on_terminal(words, answers, environment);
  CHECK(run.status == 0);
  CHECK(agent.key_octets == "0011\n");
  CHECK(run.out.find("associate-key NAME --ckn 00112233") != std::string::npos);
  CHECK(run.out.find("lab: key 00112233 is associated, the link is secured") != std::string::npos);
}

TEST_CASE("[M90] setup draws a pair if there is none, and shows its CAK nowhere", "[cli]") {
  CannedAgent agent;
  const TemporaryDirectory directory;
  const std::string file = (directory.path() / "fresh.cak").string();
  const Run run =
      macsecctl_on_terminal({"setup", "eth4", "--timeout", "0"}, "\nyes\nlab\n\n\n" + file + "\n",
                            {"MACSECD_SOCKET=" + agent.socket()});
  CHECK(agent.key_octets.size() == 64);
  CHECK(run.out.find(agent.key_octets) == std::string::npos);
  CHECK(run.err.find(agent.key_octets) == std::string::npos);
  CHECK(run.out.find("CAK in the file " + file) != std::string::npos);
}

TEST_CASE("[M90] setup is for people", "[cli]") {
  CannedAgent agent;
  const Run script = agent.run({"setup", "eth4"});
  CHECK(script.status == 10);
  CHECK(script.err.find("create-connection, associate-key --wait") != std::string::npos);
}

TEST_CASE("[M90, M91] help shows the verbs in the order of the work", "[cli]") {
  const std::string help = macsecctl({"--help"}).out;
  std::size_t before = 0;
  for (const char* verb : {"\n  check ", "\n  create-connection ", "\n  generate-key ",
                           "\n  associate-key", "\n  disassociate-key", "\n  delete-key "}) {
    const std::size_t at = help.find(verb);
    INFO(verb);
    REQUIRE(at != std::string::npos);
    CHECK(at > before);
    before = at;
  }
  // M47: MACsec is asked for when the connection is created.
  CHECK(macsecctl({"create-connection", "--help"}).out.find("--request-macsec") !=
        std::string::npos);
}
