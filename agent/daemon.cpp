#include "daemon.hpp"

#include <csignal>

#include "log.hpp"
#include "macsec_link.hpp"
#include "methods/methods.hpp"
#include "systemd.hpp"
#include "vault/master_key_credential.hpp"
#include "vault/master_key_file.hpp"

namespace macsecd {

using macsec::Failure;
using macsec::Result;

Daemon::Daemon(Options options, netlink::Kernel kernel)
    : options_(std::move(options)),
      kernel_(std::move(kernel)),
      state_(options_.state_directory),
      vault_(options_.state_directory / "vault", sources_, random_),
      keeper_(io_, vault_),
      connections_(world_, state_),
      lags_(world_, state_, connections_),
      secrets_(world_, vault_, connections_, options_.state_directory / "grants.json"),
      links_(
          io_, kernel_,
          [this](netlink::LinkChange change, const netlink::Link& link) {
            connections_.on_link(change, link);
            lags_.on_link(change, link);
          },
          [this](std::uint32_t ifindex) { connections_.on_filters(ifindex); }),
      server_(io_, options_.socket, [](std::string_view line) { log::info(line); }),
      signals_(io_, SIGTERM, SIGINT) {
  events_.subscribe([](const AgentEvent& event) { log::write(event.level, log::one_line(event)); });
}

Result<void> Daemon::run() {
  signals_.async_wait([this](const asio::error_code& cancelled, int signal) {
    if (!cancelled) stop(signal);
  });
  if (auto started = start(); !started) return started;
  io_.run();
  return {};
}

Result<void> Daemon::start() {
  sources_.add(std::make_unique<MasterKeyCredential>(credentials_directory(), random_));
  sources_.add(std::make_unique<MasterKeyFile>(options_.state_directory, random_));
  auto loaded = state_.load();
  if (!loaded) return Failure{loaded.error()};
  if (auto vault = vault_.load(); !vault) return vault;
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
  secrets_.start();
  methods::install(server_, {connections_, lags_, events_, world_, vault_, keeper_, secrets_});
  if (auto listening = server_.listen(); !listening) return listening;
  log::info("ready, version " MACSECD_VERSION ", control socket " + options_.socket.string());
  systemd::ready();
  return {};
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
