#include "daemon.hpp"

#include <csignal>

#include "event_journal.hpp"
#include "log.hpp"
#include "macsec_link.hpp"
#include "methods/methods.hpp"
#include "systemd.hpp"
#include "token/environment.hpp"

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

}  // namespace

Daemon::Daemon(Options options, netlink::Kernel kernel)
    : options_(std::move(options)),
      kernel_(std::move(kernel)),
      state_(options_.state_directory),
      tokens_(io_, token_worker(options_), options_.config_directory / "pins"),
      connections_(world_, state_),
      lags_(world_, state_, connections_),
      token_keys_(io_, connections_, tokens_),
      links_(
          io_, kernel_,
          [this](netlink::LinkChange change, const netlink::Link& link) {
            connections_.on_link(change, link);
            lags_.on_link(change, link);
          },
          [this](std::uint32_t ifindex) { connections_.on_filters(ifindex); }),
      server_(io_, options_.socket, [](std::string_view line) { log::info(line); }),
      signals_(io_, SIGTERM, SIGINT) {
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
  if (auto started = start(); !started) return started;
  io_.run();
  return {};
}

Result<void> Daemon::start() {
  auto loaded = state_.load();
  if (!loaded) return Failure{loaded.error()};
  for (const auto& problem : loaded->problems) log::error(log::one_line(problem));
  if (const auto subscribed = links_.start(); !subscribed)
    return Failure{refused("cannot watch the interfaces", subscribed.error())};
  if (const auto family = kernel_.macsec_family(); !family)
    log::warning("the kernel has no macsec driver: " + netlink::describe(family.error()) +
                 " (modprobe macsec)");
  connections_.restore(std::move(loaded->connections));
  // A connection that cannot be read may still want its guard.
  if (loaded->problems.empty()) connections_.remove_leftover_guards();
  lags_.restore();
  server_.audit_to([this](const macsec::AuditRecord& record) { audit_.write(record); });
  methods::install(server_, {connections_, lags_, events_, world_, tokens_});
  token_keys_.start();
  if (auto listening = server_.listen(); !listening) return listening;
  log::info("ready, version " MACSECD_VERSION ", control socket " + options_.socket.string());
  systemd::ready();
  return {};
}

void Daemon::stop(int signal) {
  log::info(signal == SIGTERM ? "stopping on SIGTERM" : "stopping on SIGINT");
  systemd::stopping();
  server_.stop();
  lags_.stop();
  connections_.stop();
  io_.stop();
}

}  // namespace macsecd
