#include "token/tokens.hpp"

#include <signal.h>
#include <sys/stat.h>

#include <asio/io_context.hpp>
#include <fstream>

#include "catch.hpp"
#include "octets.hpp"
#include "soft_token.hpp"
#include "unit/agent/keys.hpp"

using namespace macsecd::token;
using namespace std::chrono_literals;
using test::ckn;

namespace {

const std::string cak128 = "000102030405060708090a0b0c0d0e0f";
const std::string cak256 = cak128 + "101112131415161718191a1b1c1d1e1f";

mka::DerivedKeys derived_by_ourselves(const std::string& hex, const mka::Ckn& name) {
  const auto octets = test::octets(hex);
  return mka::derive_keys(*mka::Cak::copy_from(octets), name).value();
}

bool same(const mka::DerivedKeys& left, const mka::DerivedKeys& right) {
  return left.ick.matches(right.ick) && left.kek.matches(right.kek) && left.of_same_cak(right);
}

WorkerLimits quick() {
  WorkerLimits limits;
  limits.request = mka::Duration(2000);
  limits.first_pause = mka::Duration(200);
  return limits;
}

// The agent's side of one token, with a loop that runs until an answer is there.
class Client {
 public:
  explicit Client(const test::SoftToken& token, const std::string& fault = {},
                  WorkerLimits limits = quick())
      : Client(token, token.worker(fault), limits) {}
  Client(const test::SoftToken& token, WorkerProgram program, WorkerLimits limits = quick())
      : tokens_(io_, std::move(program), token.pin_file().parent_path(), limits) {}

  Outcome<mka::DerivedKeys> derive(const std::string& uri, const mka::Ckn& name) {
    std::optional<Outcome<mka::DerivedKeys>> answer;
    tokens_.derive(*Uri::parse(uri), name,
                   [&](Outcome<mka::DerivedKeys> outcome) { answer = std::move(outcome); });
    return await(answer);
  }
  Outcome<Payload> wrap(const std::string& uri, const Payload& key,
                        const std::string& context = "c") {
    std::optional<Outcome<Payload>> answer;
    tokens_.wrap(*Uri::parse(uri), key.clone(), context,
                 [&](Outcome<Payload> outcome) { answer = std::move(outcome); });
    return await(answer);
  }
  Outcome<Payload> unwrap(const std::string& uri, const Payload& wrapped,
                          const std::string& context = "c") {
    std::optional<Outcome<Payload>> answer;
    tokens_.unwrap(*Uri::parse(uri), wrapped.clone(), context,
                   [&](Outcome<Payload> outcome) { answer = std::move(outcome); });
    return await(answer);
  }
  std::optional<Trouble> create(const std::string& uri) {
    std::optional<std::optional<Trouble>> answer;
    tokens_.create(*Uri::parse(uri), [&](std::optional<Trouble> trouble) { answer = trouble; });
    return await(answer);
  }

  Tokens& tokens() { return tokens_; }
  asio::io_context& io() { return io_; }

 private:
  template <typename T>
  T await(std::optional<T>& answer) {
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!answer && std::chrono::steady_clock::now() < end) io_.run_one_for(1s);
    REQUIRE(answer);
    return *std::move(answer);
  }

  asio::io_context io_;
  Tokens tokens_;
};

template <typename T>
State state_of(const Outcome<T>& outcome) {
  REQUIRE(std::holds_alternative<Trouble>(outcome));
  return std::get<Trouble>(outcome).state;
}

}  // namespace

TEST_CASE("M85: ICK and KEK of CAKs in a token are those that libmka derives", "[token]") {
  const test::SoftToken token;
  token.import_key("primary", cak256);
  token.import_key("fallback", cak128);
  Client client(token);
  const auto primary = client.derive(token.uri(SOFTHSM2_MODULE, "primary"), ckn("61"));
  const auto fallback = client.derive(token.uri(SOFTHSM2_MODULE, "fallback"), ckn("6162"));
  CHECK(same(std::get<0>(primary), derived_by_ourselves(cak256, ckn("61"))));
  CHECK(same(std::get<0>(fallback), derived_by_ourselves(cak128, ckn("6162"))));
}

TEST_CASE("M84: a key wrapped by a token comes back, and only what it wrapped", "[token]") {
  const test::SoftToken token;
  token.generate_key("uplink");
  const auto key = *Payload::copy_from(std::vector<std::uint8_t>(32, 0x5a));
  for (const char* fault : {"", "no-gcm"}) {
    CAPTURE(fault);
    Client client(token, fault);
    auto wrapped = client.wrap(token.uri(FAULTY_MODULE), key);
    REQUIRE(std::holds_alternative<Payload>(wrapped));
    CHECK(std::get<Payload>(wrapped).expose().front() == (*fault == 0 ? 1 : 2));
    auto back = client.unwrap(token.uri(FAULTY_MODULE), std::get<Payload>(wrapped));
    REQUIRE(std::holds_alternative<Payload>(back));
    CHECK(std::get<Payload>(back).matches(key));
    if (*fault == 0)
      CHECK(state_of(client.unwrap(token.uri(FAULTY_MODULE), std::get<Payload>(wrapped), "d")) ==
            State::key_unsuitable);

    const auto exposed = std::get<Payload>(wrapped).expose();
    std::vector<std::uint8_t> changed(exposed.begin(), exposed.end());
    changed.back() ^= 1;
    CHECK(state_of(client.unwrap(token.uri(FAULTY_MODULE), *Payload::copy_from(changed))) ==
          State::key_unsuitable);
  }
}

TEST_CASE("a wrapping key is made in the token once, and cannot be taken out", "[token]") {
  const test::SoftToken token;
  Client client(token);
  const auto key = *Payload::copy_from(std::vector<std::uint8_t>(32, 0x5a));
  CHECK(state_of(client.wrap(token.uri(), key)) == State::key_not_found);
  CHECK_FALSE(client.create(token.uri()));
  CHECK(client.create(token.uri()).value().state == State::ambiguous);
  CHECK(std::holds_alternative<Payload>(client.wrap(token.uri(), key)));
}

TEST_CASE("a key that could be taken out of the token is refused", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128, true);
  Client client(token);
  CHECK(state_of(client.derive(token.uri(), ckn("61"))) == State::key_unsuitable);
}

TEST_CASE("a token that is pulled out is missing, and found when it is back", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  Client client(token);
  CHECK(std::holds_alternative<mka::DerivedKeys>(client.derive(token.uri(), ckn("61"))));
  token.pull_out();
  Client later(token);
  CHECK(state_of(later.derive(token.uri(), ckn("61"))) == State::token_missing);
  token.plug_in();
  CHECK(std::holds_alternative<mka::DerivedKeys>(later.derive(token.uri(), ckn("61"))));
}

TEST_CASE("a wrong PIN is shown to the token once, until its source changes", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  token.write_pin("4321\n");
  Client client(token, "count");
  const std::string uri = token.uri(FAULTY_MODULE);
  for (int i = 0; i < 20; ++i) CHECK(state_of(client.derive(uri, ckn("61"))) == State::pin_wrong);
  CHECK(token.logins() == 1);
  const auto again = client.derive(uri, ckn("61"));
  CHECK(std::get<Trouble>(again).detail.find("not tried again") != std::string::npos);
  token.write_pin("1234");
  CHECK(std::holds_alternative<mka::DerivedKeys>(client.derive(uri, ckn("61"))));
  CHECK(token.logins() == 2);
}

TEST_CASE("a token that is about to lock, or locked, is not tried", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  CHECK(state_of(Client(token, "last-try").derive(token.uri(FAULTY_MODULE), ckn("61"))) ==
        State::pin_last_try);
  CHECK(state_of(Client(token, "locked").derive(token.uri(FAULTY_MODULE), ckn("61"))) ==
        State::pin_locked);
}

TEST_CASE("a PIN that is missing, empty, open to others, or not where PINs are is none",
          "[token]") {
  const test::SoftToken token;
  Client client(token);
  ::chmod(token.pin_file().c_str(), 0644);
  CHECK(state_of(client.derive(token.uri(), ckn("61"))) == State::pin_missing);
  token.write_pin("\n");
  CHECK(state_of(client.derive(token.uri(), ckn("61"))) == State::pin_missing);
  const std::string here = "pkcs11:token=macsec;object=uplink?pin-source=";
  for (const char* elsewhere : {"file:/etc/hostname", "/etc/../etc/hostname", "credential:other",
                                "credential:macsecd-master-key", "file:/"}) {
    CAPTURE(elsewhere);
    CHECK(state_of(client.derive(here + elsewhere, ckn("61"))) == State::pin_missing);
  }
  const auto link = token.pin_file().parent_path() / "link";
  std::filesystem::create_symlink("/etc/hostname", link);
  CHECK(state_of(client.derive(here + link.string(), ckn("61"))) == State::pin_missing);
  std::filesystem::remove(token.pin_file());
  CHECK(state_of(client.derive(token.uri(), ckn("61"))) == State::pin_missing);
}

TEST_CASE("a token without AES-CMAC is told", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  Client client(token, "no-cmac");
  CHECK(state_of(client.derive(token.uri(FAULTY_MODULE), ckn("61"))) == State::mechanism_missing);
}

TEST_CASE("a slow token is given up after the time limit, the loop never waits", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  Client client(token, "slow");
  const auto before = std::chrono::steady_clock::now();
  CHECK(state_of(client.derive(token.uri(FAULTY_MODULE), ckn("61"))) == State::token_slow);
  const auto took = std::chrono::steady_clock::now() - before;
  CHECK(took >= 1900ms);
  CHECK(took < 5s);
  CHECK_FALSE(client.tokens().worker_pid(*Uri::parse(token.uri(FAULTY_MODULE))));
}

TEST_CASE("a crash of the module is the worker's alone, and it is started again after a pause",
          "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  Client client(token, "crash");
  CHECK(state_of(client.derive(token.uri(FAULTY_MODULE), ckn("61"))) == State::worker_died);
  // Within the pause no process is started for it.
  const auto before = std::chrono::steady_clock::now();
  CHECK(state_of(client.derive(token.uri(FAULTY_MODULE), ckn("61"))) == State::worker_died);
  CHECK(std::chrono::steady_clock::now() - before < 100ms);
}

TEST_CASE("a worker that is killed is replaced", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  Client client(token);
  const auto uri = *Uri::parse(token.uri());
  REQUIRE(std::holds_alternative<mka::DerivedKeys>(client.derive(token.uri(), ckn("61"))));
  REQUIRE(client.tokens().worker_pid(uri));
  REQUIRE(::kill(*client.tokens().worker_pid(uri), SIGKILL) == 0);
  client.io().run_for(300ms);
  CHECK(::kill(*client.tokens().worker_pid(uri), 0) != 0);  // waited for: no zombie
  CHECK(std::holds_alternative<mka::DerivedKeys>(client.derive(token.uri(), ckn("61"))));
}

TEST_CASE("a module that others could have put there is not loaded", "[token]") {
  const test::SoftToken token;
  const std::filesystem::path copy = token.pin_file().parent_path() / "module.so";
  std::filesystem::copy_file(SOFTHSM2_MODULE, copy);
  ::chmod(copy.c_str(), 0666);
  Client client(token);
  const auto outcome = client.derive(token.uri(copy.string()), ckn("61"));
  CHECK(state_of(outcome) == State::module_failed);
  CHECK(std::get<Trouble>(outcome).detail.find("others can write") != std::string::npos);
}

TEST_CASE("the worker has no capabilities, no core dump and none of our environment", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  Client client(token);
  REQUIRE(std::holds_alternative<mka::DerivedKeys>(client.derive(token.uri(), ckn("61"))));
  const auto pid = client.tokens().worker_pid(*Uri::parse(token.uri()));
  REQUIRE(pid);
  std::ifstream status("/proc/" + std::to_string(*pid) + "/status");
  const std::string text{std::istreambuf_iterator<char>(status), {}};
  for (const char* set : {"CapPrm", "CapEff", "CapInh", "CapAmb"})
    CHECK(text.find(std::string(set) + ":\t0000000000000000") != std::string::npos);
  CHECK(text.find("NoNewPrivs:\t1") != std::string::npos);
}

TEST_CASE("a worker that answers nonsense is not believed", "[token]") {
  const test::SoftToken token;
  // Too short; an unknown state; a length beyond the end; keys of no size; nothing where keys
  // belong.
  for (const char* words : {"x", R"(\377\0\0)", R"(\0\377\377)", R"(\0\0\003abc)", R"(\0\0\0)"}) {
    CAPTURE(words);
    const auto program =
        token.write_program("IFS= read -r -n 1; printf '" + std::string(words) + "' >&0; sleep 10");
    Client client(token, {program.string(), {"PATH=/usr/bin:/bin"}});
    CHECK(state_of(client.derive(token.uri(), ckn("61"))) == State::worker_died);
  }
}

TEST_CASE("a worker that talks unasked is replaced before it is asked", "[token]") {
  const test::SoftToken token;
  const auto program = token.write_program(
      R"(while IFS= read -r -n 1; do printf '\0\0\0' >&0; printf '\0\0\0' >&0; done)");
  Client client(token, {program.string(), {"PATH=/usr/bin:/bin"}});
  const auto uri = *Uri::parse(token.uri());
  CHECK_FALSE(client.create(token.uri()));
  const auto first = client.tokens().worker_pid(uri);
  REQUIRE(first);
  client.io().run_for(100ms);
  CHECK_FALSE(client.create(token.uri()));
  CHECK(client.tokens().worker_pid(uri) != first);
}

TEST_CASE("a worker that stops is given up like a slow token", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  Client client(token);
  const auto uri = *Uri::parse(token.uri());
  REQUIRE(std::holds_alternative<mka::DerivedKeys>(client.derive(token.uri(), ckn("61"))));
  REQUIRE(::kill(*client.tokens().worker_pid(uri), SIGSTOP) == 0);
  CHECK(state_of(client.derive(token.uri(), ckn("61"))) == State::token_slow);
  client.io().run_for(300ms);
  CHECK(std::holds_alternative<mka::DerivedKeys>(client.derive(token.uri(), ckn("61"))));
}

TEST_CASE("an idle worker is ended", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  WorkerLimits limits = quick();
  limits.idle = mka::Duration(200);
  Client client(token, "", limits);
  REQUIRE(std::holds_alternative<mka::DerivedKeys>(client.derive(token.uri(), ckn("61"))));
  client.io().run_for(500ms);
  CHECK_FALSE(client.tokens().worker_pid(*Uri::parse(token.uri())));
}

TEST_CASE("a program that is not there is told", "[token]") {
  const test::SoftToken token;
  Client client(token, macsecd::token::WorkerProgram{"/nonexistent/macsecd-token", {}});
  const auto outcome = client.derive(token.uri(), ckn("61"));
  CHECK(state_of(outcome) == State::worker_died);
  CHECK(std::get<Trouble>(outcome).detail.find("cannot be started") != std::string::npos);
}

TEST_CASE("without a module-path the modules of p11-kit's configuration are asked", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  WorkerLimits limits = quick();
  limits.request = mka::Duration(10000);  // others are configured, too
  Client client(token, "", limits);
  const std::string uri =
      "pkcs11:token=macsec;object=uplink?pin-source=" + token.pin_file().string();
  const auto outcome = client.derive(uri, ckn("61"));
  REQUIRE(std::holds_alternative<mka::DerivedKeys>(outcome));
  CHECK(same(std::get<0>(outcome), derived_by_ourselves(cak128, ckn("61"))));
}

TEST_CASE("a URI that fits two keys is ambiguous", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  token.import_key("uplink", cak256);
  Client client(token);
  CHECK(state_of(client.derive(token.uri(), ckn("61"))) == State::ambiguous);
}

TEST_CASE("requests that come together are answered one after the other", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", cak128);
  Client client(token);
  int answers = 0;
  for (int i = 0; i < 20; ++i)
    client.tokens().derive(*Uri::parse(token.uri()), ckn("61"),
                           [&](const Outcome<mka::DerivedKeys>& outcome) {
                             answers += std::holds_alternative<mka::DerivedKeys>(outcome) ? 1 : 0;
                           });
  CHECK(std::holds_alternative<mka::DerivedKeys>(client.derive(token.uri(), ckn("62"))));
  CHECK(answers == 20);
}
