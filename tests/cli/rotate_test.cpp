// rotate: what is asked of the agent, and what people and scripts see until it ends.
#include <sys/stat.h>

#include <fstream>

#include "canned_agent.hpp"
#include "catch.hpp"

using macsec::Json;

namespace {

const std::string cak = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

Json rotation(const char* phase, int age_ms = 0) {
  return {{"phase", phase},
          {"newCkn", "0b"},
          {"oldCkns", {"0a"}},
          {"startedAt", "2026-01-31T12:00:00Z"},
          {"ageMs", age_ms},
          {"bakeSeconds", 5},
          {"bakeEndsInMs", phase == std::string("baking") ? Json(5000) : Json(nullptr)},
          {"keepOld", false}};
}

Json key(const char* ckn, const char* state) {
  return {{"ckn", ckn}, {"state", state}, {"statusReasons", Json::array()}};
}

// What a description shows meanwhile.
Json step(const char* phase, int age_ms) {
  return {{"rotation", rotation(phase, age_ms)},
          {"activeDelta", key("0a", "associated")},
          {"macSecKeys", {key("0b", "associating"), key("0a", "associated")}}};
}

Json ended(const char* new_state, const char* old_state) {
  return {{"rotation", nullptr},
          {"activeDelta", nullptr},
          {"macSecKeys", {key("0b", new_state), key("0a", old_state)}}};
}

Json checked(bool safe) {
  const Json link{{"name", "link-up"}, {"result", "ok"}, {"message", "the interface has a link"}};
  const Json warning{{"name", "short-ckn"},
                     {"result", "warning"},
                     {"message", "the CKN has less than 64 digits"},
                     {"moreInfo", "some routers accept only 64"}};
  const Json secured{{"name", "secured"},
                     {"result", safe ? "ok" : "unsafe"},
                     {"message", safe ? "the connection is secured" : "it is not secured"},
                     {"moreInfo", safe ? Json(nullptr) : Json("put that right first")}};
  return {{"safe", safe},
          {"checks", {link, warning, secured}},
          {"rotation", safe ? rotation("waiting-for-peer") : Json(nullptr)}};
}

struct Fixture {
  explicit Fixture(bool safe = true) { agent.rotate_reply = checked(safe); }

  Run rotate(std::vector<std::string> more = {}, const std::string& name = "uplink") {
    std::vector<std::string> words{"rotate", name, "--ckn", "0b", "--cak-file", "-"};
    words.insert(words.end(), more.begin(), more.end());
    return agent.run(words, cak);
  }
  std::vector<std::string> environment() const { return {"MACSECD_SOCKET=" + agent.socket()}; }

  CannedAgent agent;
};

const std::string checks_when_safe =
    "   ok       the interface has a link\n"
    "   warning  the CKN has less than 64 digits\n"
    "              some routers accept only 64\n"
    "   ok       the connection is secured\n"
    "uplink: a rotation is safe now\n";

}  // namespace

TEST_CASE("a rotation is watched from phase to phase until it ends", "[cli][rotate]") {
  Fixture f;
  f.agent.steps = {step("waiting-for-peer", 0),
                   step("waiting-for-peer", 300),
                   step("moving", 900),
                   step("baking", 2000),
                   step("baking", 3000),
                   step("retiring", 7000),
                   ended("associated", "disassociated")};
  const Run run = f.rotate();
  CHECK(run.err.empty());
  CHECK(run.out ==
        checks_when_safe +
            "0 s: waiting for the peer: the other end needs the same pair, today or days later\n"
            "0 s: the peer has the new key; the key server moves the traffic to it\n"
            "2 s: the new key carries the traffic; the old one is retired if it does so for "
            "another 5 s\n"
            "7 s: the old key goes out of service\n"
            "uplink: the rotation to key 0b is finished\n");
  CHECK(run.status == 0);
  CHECK(f.agent.key_octets == cak);
}

TEST_CASE("what is asked of the agent", "[cli][rotate]") {
  Fixture f;
  CHECK(f.rotate({"--bake", "1h", "--keep-old", "--force", "--detach"}).status == 0);
  CHECK(f.agent.parameters["RotateKey"] == Json::parse(R"({
    "connectionName": "uplink", "ckn": "0b", "bakeSeconds": 3600, "keepOld": true,
    "force": true, "cakFileDescriptor": 0})"));
  CHECK(f.agent.descriptions == 0);  // nobody watches
  f.rotate({"--detach"});
  CHECK(f.agent.parameters["RotateKey"] ==
        Json::parse(R"({"connectionName": "uplink", "ckn": "0b", "cakFileDescriptor": 0})"));
}

TEST_CASE("a dry run says whether it is safe, and why not", "[cli][rotate]") {
  const bool safe = GENERATE(true, false);
  Fixture f(safe);
  const Run run = f.agent.run({"rotate", "uplink", "--dry-run"});
  CHECK(run.status == (safe ? 0 : 1));
  CHECK(f.agent.parameters["RotateKey"] ==
        Json::parse(R"({"connectionName": "uplink", "dryRun": true})"));
  if (safe) {
    CHECK(run.out == checks_when_safe);
  } else {
    CHECK(run.out.find("not safe  it is not secured\n               put that right first\n") !=
          std::string::npos);
    CHECK(run.out.ends_with("uplink: a rotation is not safe now\n"));
  }
  const Run json = f.agent.run({"rotate", "uplink", "--dry-run", "--ckn", "0b", "--json"});
  CHECK(json.status == (safe ? 0 : 1));
  CHECK(Json::parse(json.out) == f.agent.rotate_reply);
  CHECK(f.agent.key_octets.empty());  // nobody was asked for a CAK
}

TEST_CASE("what is not safe is not started, and the agent's error has its exit status",
          "[cli][rotate]") {
  Fixture f(false);
  const Run run = f.rotate({}, "full");
  CHECK(run.status == 12);
  CHECK(run.out.ends_with("full: a rotation is not safe now\n"));
  CHECK(run.err.find("macsecctl: rotate: full: the keychain is full") == 0);
  const Run json = f.rotate({"--json"}, "full");
  CHECK(json.status == 12);
  CHECK(json.out.empty());
  CHECK(Json::parse(json.err)["error"]["code"] == "KeychainFull");
}

TEST_CASE("a running rotation is watched again by its connection's name", "[cli][rotate]") {
  Fixture f;
  f.agent.steps = {step("moving", 5000), step("moving", 5000),
                   ended("associated", "disassociated")};
  const Run run = f.agent.run({"rotate", "uplink"});
  CHECK(run.status == 0);
  CHECK(run.out ==
        "5 s: the peer has the new key; the key server moves the traffic to it\n"
        "uplink: the rotation to key 0b is finished\n");
  CHECK(f.agent.parameters.count("RotateKey") == 0);
}

TEST_CASE("programs get one object at the end", "[cli][rotate]") {
  Fixture f;
  f.agent.steps = {step("moving", 0), ended("associated", "disassociated")};
  const Run run = f.rotate({"--json"});
  CHECK(run.status == 0);
  const Json json = Json::parse(run.out);
  CHECK(json["outcome"] == "finished");
  CHECK(json["connection"]["connectionName"] == "uplink");
}

TEST_CASE("a rotation that somebody ended early is no success", "[cli][rotate]") {
  Fixture f;
  const char* const new_state = GENERATE("disassociated", "associated");
  f.agent.steps = {step("moving", 0), ended(new_state, "associated")};
  const Run run = f.rotate();
  CHECK(run.status == 15);
  CHECK(run.err.find("ended early") != std::string::npos);
}

TEST_CASE("a complaint about the new key is told while it waits", "[cli][rotate]") {
  Fixture f;
  Json mismatch = step("waiting-for-peer", 1000);
  mismatch["macSecKeys"][0]["statusReasons"] = {
      {{"code", "icv-mismatch"}, {"message", "the peer uses this CKN with another CAK"}}};
  f.agent.steps = {step("waiting-for-peer", 0), mismatch, ended("associated", "disassociated")};
  CHECK(f.rotate().out.find("1 s: waiting for the peer: the other end needs the same pair, today "
                            "or days later; so far: the peer uses this CKN with another CAK\n") !=
        std::string::npos);
}

TEST_CASE("who stops watching is told that the rotation goes on", "[cli][rotate]") {
  Fixture f;
  f.agent.steps = {step("waiting-for-peer", 0)};
  const Run late = f.rotate({"--timeout", "0"});
  CHECK(late.status == 28);
  CHECK(late.err.find("it goes on; macsecctl rotate uplink watches it again") != std::string::npos);
  const Run interrupted = macsecctl_interrupted({"rotate", "uplink"}, f.environment());
  CHECK(interrupted.status == -1);
  CHECK(interrupted.err.find("the rotation goes on in macsecd") != std::string::npos);
  CHECK(interrupted.err.find("macsecctl rotate uplink --abort") != std::string::npos);
}

TEST_CASE("a person confirms, and is told what becomes of the old key", "[cli][rotate]") {
  Fixture f;
  f.agent.steps = {ended("associated", "disassociated")};
  struct KeyFile : TemporaryDirectory {
    KeyFile() {
      std::ofstream(name()) << cak;
      ::chmod(name().c_str(), 0600);
    }
    std::string name() const { return (path() / "cak").string(); }
  } file;
  const std::vector<std::string> words{"rotate", "uplink",     "--ckn",
                                       "0b",     "--cak-file", file.name()};
  const Run declined = macsecctl_on_terminal(words, "no\n", f.environment());
  CHECK(declined.status == 1);
  CHECK(declined.err.find("the old key is disassociated") != std::string::npos);
  CHECK(f.agent.parameters["RotateKey"]["dryRun"] == true);  // the last call
  CHECK(macsecctl_on_terminal(words, "yes\n", f.environment()).status == 0);
  CHECK(f.agent.parameters["RotateKey"].count("dryRun") == 0);
}

TEST_CASE("also what is forced is asked about first", "[cli][rotate]") {
  Fixture f(false);
  const std::string file = std::string(CLI_TESTS) + "/agent.json";  // any file will do
  const std::vector<std::string> words{"rotate",     "uplink", "--ckn",  "0b",
                                       "--cak-file", file,     "--force"};
  CHECK(macsecctl_on_terminal(words, "no\n", f.environment()).status == 1);
  CHECK(f.agent.parameters["RotateKey"]["dryRun"] == true);
}

TEST_CASE("show tells of a running rotation and of the previous key", "[cli][rotate]") {
  Fixture f;
  f.agent.steps = {step("baking", 2000)};
  const Run run = f.agent.run({"show", "uplink"});
  CHECK(run.out.find("  rotation: to key 0b\n"
                     "    phase: the new key carries the traffic; the old one is retired if it "
                     "does so for another 5 s\n"
                     "    started at: 2026-01-31T12:00:00Z\n"
                     "    previous key: 0a, still associated\n") != std::string::npos);
}
