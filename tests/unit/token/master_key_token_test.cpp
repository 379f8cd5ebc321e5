#include "vault/master_key_token.hpp"

#include <asio/io_context.hpp>
#include <optional>

#include "catch.hpp"
#include "os_random.hpp"
#include "soft_token.hpp"
#include "unit/agent/keys.hpp"
#include "vault/master_key_file.hpp"
#include "vault/open_vault.hpp"
#include "vault/rewrap.hpp"
#include "vault/vault.hpp"

using namespace macsecd;
using namespace std::chrono_literals;
using test::cak;
using test::ckn;

namespace {

// A vault that may have its master key in a file or a token, and the loop that the token needs.
class TokenVault {
 public:
  explicit TokenVault(const test::SoftToken& token) : token_(token) { restart(); }

  void restart() {
    vault_.reset();
    sources_ = std::make_unique<MasterKeySources>();
    tokens_ =
        std::make_unique<token::Tokens>(io_, token_.worker(), token_.pin_file().parent_path());
    sources_->add(std::make_unique<MasterKeyFile>(directory_.path(), random_));
    sources_->add(std::make_unique<MasterKeyToken>(*tokens_));
    vault_ = std::make_unique<Vault>(directory_.path() / "vault", *sources_, random_);
    REQUIRE(vault_->load());
  }

  // Why it cannot be opened; nothing: it was.
  std::optional<macsec::Error> with(const std::function<void(OpenVault&)>& use) {
    std::optional<std::optional<macsec::Error>> outcome;
    vault_->open([&](macsec::Result<OpenVault*> open) {
      if (open) use(**open);
      outcome = open ? std::nullopt : std::optional(open.error());
    });
    return await(outcome);
  }

  bool has(std::string_view name, std::uint8_t octet) {
    bool good = false;
    const auto locked = with([&](OpenVault& open) {
      const auto back = open.read(name);
      good = back && back->matches(cak(octet));
    });
    return !locked && good;
  }

  std::optional<macsec::Error> rewrap(const std::string& target) {
    std::optional<std::optional<macsec::Error>> outcome;
    Rewrap rewrap(io_, *vault_);
    rewrap.start(target, [&](macsec::Result<void> done) {
      outcome = done ? std::nullopt : std::optional(done.error());
    });
    return await(outcome);
  }

  std::string provider() const { return vault_->keyring()->active.provider; }

 private:
  template <typename T>
  T await(std::optional<T>& outcome) {
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!outcome && std::chrono::steady_clock::now() < end) io_.run_one_for(1s);
    REQUIRE(outcome);
    io_.restart();
    return *std::move(outcome);
  }

  const test::SoftToken& token_;
  asio::io_context io_;
  test::TemporaryDirectory directory_;
  OsRandom random_;
  std::unique_ptr<token::Tokens> tokens_;
  std::unique_ptr<MasterKeySources> sources_;
  std::unique_ptr<Vault> vault_;
};

}  // namespace

TEST_CASE("M84, M89: the vault's master key moves from a file into a token, and back", "[token]") {
  const test::SoftToken token;
  token.generate_key("vault");
  TokenVault vault(token);
  REQUIRE_FALSE(vault.with([](OpenVault& open) { REQUIRE(open.store("a", ckn("01"), cak(1))); }));
  CHECK(vault.provider() == "file");
  CHECK_FALSE(vault.rewrap(token.uri(SOFTHSM2_MODULE, "vault")));
  CHECK(vault.provider() == "pkcs11");
  vault.restart();
  CHECK(vault.provider() == "pkcs11");
  CHECK(vault.has("a", 1));
  CHECK_FALSE(vault.rewrap("file"));
  token.pull_out();
  vault.restart();
  CHECK(vault.has("a", 1));
}

TEST_CASE("M84: a vault whose token is away is locked, and says so, until it is back", "[token]") {
  const test::SoftToken token;
  token.generate_key("vault");
  TokenVault vault(token);
  REQUIRE_FALSE(vault.with([](OpenVault& open) { REQUIRE(open.store("a", ckn("01"), cak(1))); }));
  REQUIRE_FALSE(vault.rewrap(token.uri(SOFTHSM2_MODULE, "vault")));
  token.pull_out();
  vault.restart();
  const auto locked = vault.with([](OpenVault&) { FAIL("it was opened"); });
  REQUIRE(locked);
  CHECK(locked->what.find("token-missing") != std::string::npos);
  CHECK(locked->code == macsec::Errc::secret_not_readable);
  token.plug_in();
  CHECK(vault.has("a", 1));
}

TEST_CASE("a rewrap to a token that cannot do it changes nothing", "[token]") {
  const test::SoftToken token;
  token.import_key("uplink", "000102030405060708090a0b0c0d0e0f", true);
  TokenVault vault(token);
  REQUIRE_FALSE(vault.with([](OpenVault& open) { REQUIRE(open.store("a", ckn("01"), cak(1))); }));
  for (const std::string& target :
       {token.uri(), token.uri(SOFTHSM2_MODULE, "nothing"), std::string("pkcs11:token=macsec")})
    CHECK(vault.rewrap(target));
  CHECK(vault.provider() == "file");
  vault.restart();
  CHECK(vault.has("a", 1));
}
