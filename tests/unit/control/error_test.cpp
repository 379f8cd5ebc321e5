#include "control/error.hpp"

#include <fstream>
#include <set>
#include <sstream>

#include "catch.hpp"
#include "control/error_reply.hpp"
#include "control/idl.hpp"
#include "control/interface_text.hpp"

using namespace macsec;

namespace {

std::vector<Errc> all_codes() {
  std::vector<Errc> codes;
  for (int i = 0; i <= static_cast<int>(Errc::agent_unreachable); ++i)
    codes.push_back(static_cast<Errc>(i));
  return codes;
}

std::string document() {
  std::ifstream file(ERROR_DOCUMENT);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("every code has a name of its own and an exit status of its own", "[error]") {
  std::set<int> statuses;
  for (const Errc code : all_codes()) {
    CHECK(errc_from_name(name_of(code)) == code);
    CHECK(exit_status(code) >= 10);
    CHECK(statuses.insert(exit_status(code)).second);
  }
  CHECK_FALSE(errc_from_name("Nonsense"));
  CHECK_FALSE(errc_from_name(""));
}

TEST_CASE("exit statuses never change", "[error]") {
  CHECK(exit_status(Errc::illegal_param) == 10);
  CHECK(exit_status(Errc::keychain_full) == 12);
  CHECK(exit_status(Errc::connection_not_found) == 19);
  CHECK(exit_status(Errc::permission_denied) == 26);
  CHECK(exit_status(Errc::timeout) == 28);
  CHECK(exit_status(Errc::internal) == 29);
  CHECK(exit_status(Errc::agent_unreachable) == 30);
}

TEST_CASE("every code has its row, with its exit status, in docs/errors.md", "[error]") {
  const std::string text = document();
  REQUIRE_FALSE(text.empty());
  for (const Errc code : all_codes()) {
    const std::string row =
        "\n| `" + std::string(name_of(code)) + "` | " + std::to_string(exit_status(code)) + " |";
    INFO(row);
    CHECK(text.find(row) != std::string::npos);
  }
}

TEST_CASE("the interface describes every error that the agent can answer", "[error]") {
  const auto agent = idl::parse(agent_description);
  for (const Errc code : all_codes()) {
    const auto described = agent.errors.find(name_of(code));
    if (code == Errc::agent_unreachable) {
      CHECK(described == agent.errors.end());
      continue;
    }
    REQUIRE(described != agent.errors.end());
    Error error{code, "eth0: what", "hint"};
    error.os = 95;
    error.os_message = "macsec: words of the kernel";
    const Json reply = error_reply(error);
    CHECK_FALSE(idl::first_mismatch(agent, described->second, reply["parameters"]));
    const Error back = error_from_reply(reply);
    CHECK(back.code == code);
    CHECK(back.what == error.what);
    CHECK(back.hint == error.hint);
    CHECK(back.os == error.os);
    CHECK(back.os_message == error.os_message);
  }
}

TEST_CASE("errors of the service itself become errors for a person", "[error]") {
  const Error wrong = error_from_reply(
      {{"error", "org.varlink.service.InvalidParameter"}, {"parameters", {{"parameter", "ckn"}}}});
  CHECK(wrong.code == Errc::illegal_param);
  CHECK(wrong.what.find("ckn") != std::string::npos);
  CHECK(error_from_reply({{"error", "org.varlink.service.MethodNotFound"}}).code == Errc::internal);
  CHECK(error_from_reply({{"error", 5}, {"parameters", "no object"}}).code == Errc::internal);
}

TEST_CASE("each layer adds where it happened", "[error]") {
  const Error inner{Errc::busy, "a rotation is under way", "wait"};
  const Error outer = within("uplink", inner);
  CHECK(outer.what == "uplink: a rotation is under way");
  CHECK(outer.code == Errc::busy);
  CHECK(outer.hint == "wait");
}
