#include "daemon.hpp"

#include <csignal>
#include <utility>

#include "capabilities.hpp"
#include "clock.hpp"
#include "control/roles.hpp"
#include "event_journal.hpp"
#include "log.hpp"
#include "macsec_link.hpp"
#include "methods/methods.hpp"
#include "systemd.hpp"
#include "token/environment.hpp"
#include "vault/master_key_credential.hpp"
#include "vault/master_key_file.hpp"
#include "vault/master_key_token.hpp"

namespace macsecd {

using macsec::Failure;
using macsec::Result;

namespace {

token::WorkerProgram token_worker(const Options& options) {
  auto environment = token::read_environment(options.config_directory / "token-environment");
  if (environment) return {options.token_worker, *std::move(environment)};
  log::error(log::one_line(environment.error()));
  return {options.token_worker, {}};
}

// Until then a token may answer. Meanwhile nothing changes: what an earlier run secured, is.
constexpr mka::Duration vault_patience{3000};

}  // namespace

Daemon::Daemon(Options options, netlink::Kernel kernel)
    : options_(std::move(options)),
      kernel_(std::move(kernel)),
      tokens_(io_, token_worker(options_), options_.config_directory / "pins"),
      vault_(options_.state_directory / "vault", master_keys_, random_),
      keeper_(io_, vault_),
      state_(options_.state_directory, vault_),
      connections_(world_, state_),
      lags_(world_, state_, connections_),
      token_keys_(io_, connections_, tokens_),
      secrets_(world_, vault_, connections_, options_.state_directory / "grants.json"),
      links_(
          io_, kernel_,
          [this](netlink::LinkChange change, const netlink::Link& link) {
            connections_.on_link(change, link);
            lags_.on_link(change, link);
          },
          [this](std::uint32_t ifindex) { connections_.on_filters(ifindex); }),
      server_(io_, options_.socket, [](std::string_view line) { log::info(line); }),
      signals_(io_, SIGTERM, SIGINT),
      patience_(io_),
      sign_of_life_(io_) {
  master_keys_.add(std::make_unique<MasterKeyCredential>(credentials_directory(), random_));
  master_keys_.add(std::make_unique<MasterKeyFile>(options_.state_directory, random_));
  master_keys_.add(std::make_unique<MasterKeyToken>(tokens_));
  keeper_.set_wanted([this] { return connections_.wants_secrets(); });
  keeper_.set_on_open([this](OpenVault& vault) { connections_.read_secrets(vault); });
  log::drive(&io_);
  events_.subscribe([](const AgentEvent& event) {
    log::structured(event.level, log::one_line(event), journal_fields(event));
  });
}

Daemon::~Daemon() { log::drive(nullptr); }

Result<void> Daemon::run() {
  signals_.async_wait([this](const asio::error_code& cancelled, int signal) {
    if (!cancelled) stop(signal);
  });
  // Before anything is started that could inherit them.
  handed_over_ = systemd::take_sockets();
  sign_of_life_.start();
  if (auto started = start(); !started) return started;
  io_.run();
  return outcome_;
}

Result<void> Daemon::start() {
  auto loaded = state_.load();
  if (!loaded) return Failure{loaded.error()};
  for (const auto& problem : loaded->problems) log::error(log::one_line(problem));
  if (auto readable = vault_.load(); !readable) return readable;
  if (const auto subscribed = links_.start(); !subscribed)
    return Failure{refused("cannot watch the interfaces", subscribed.error())};
  if (const auto family = kernel_.macsec_family(); !family)
    log::warning("the kernel has no macsec driver: " + netlink::describe(family.error()) +
                 " (modprobe macsec)");
  connections_.restore(std::move(loaded->connections));
  // A connection that cannot be read may still want its guard.
  const bool legible = loaded->problems.empty();
  vault_.open([this, legible](const Result<OpenVault*>& vault) {
    if (vault)
      connections_.read_secrets(**vault);
    else
      connections_.tell_locked(vault.error());
    go_on(legible);
  });
  if (!gone_on_) patience_.set(now() + vault_patience, [this, legible] { go_on(legible); });
  return outcome_;
}

void Daemon::go_on(bool may_remove_guards) {
  if (std::exchange(gone_on_, true)) return;
  patience_.clear();
  connections_.attach();
  if (may_remove_guards) connections_.remove_leftover_guards();
  lags_.restore();
  secrets_.start();
  keeper_.start();
  // A user that was made for the agent runs teamd and modules of tokens, too.
  const bool own_user = !missing_capabilities().empty();
  server_.admit_by([roles = macsec::Roles("/etc/group", own_user)](
                       const macsec::PeerCredentials& who) mutable { return roles.of(who); });
  server_.audit_to([this](const macsec::AuditRecord& record) { audit_.write(record); });
  methods::install(server_,
                   {connections_, lags_, events_, world_, tokens_, vault_, keeper_, secrets_});
  token_keys_.start();
  outcome_ = listen();
  if (!outcome_) return io_.stop();
  systemd::ready();
}

Result<void> Daemon::listen() {
  const bool own = handed_over_.empty();
  if (handed_over_.size() > 1)
    return Failure{{macsec::Errc::illegal_param, "the service manager hands over several sockets",
                    "macsecd.socket has one ListenStream="}};
  auto listens = own ? server_.listen() : server_.listen(std::move(handed_over_.front()));
  if (listens)
    log::info("ready, version " MACSECD_VERSION ", control socket " +
              (own ? options_.socket.string() : "of the service manager"));
  return listens;
}

void Daemon::stop(int signal) {
  log::info(signal == SIGTERM ? "stopping on SIGTERM" : "stopping on SIGINT");
  systemd::stopping();
  server_.stop();
  secrets_.stop();
  lags_.stop();
  connections_.stop();
  io_.stop();
}

}  // namespace macsecd
