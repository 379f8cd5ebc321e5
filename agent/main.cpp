#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "daemon.hpp"
#include "descriptor_limit.hpp"
#include "log.hpp"
#include "macsec_link.hpp"
#include "options.hpp"
#include "privileges.hpp"
#include "sandbox.hpp"
#include "system_calls.hpp"

namespace macsecd {
namespace {

// What an earlier run as root made is the user's then.
macsec::Result<void> become_user(const Options& options) {
  if (options.user.empty()) return {};
  const auto account = find_account(options.user);
  if (!account) return macsec::Failure{account.error()};
  if (::geteuid() == account->uid) return {};
  if (auto done = hand_over(options.state_directory, 0700, *account); !done) return done;
  for (const auto& directory : runtime_directories(options))
    if (auto done = hand_over(directory, 0755, *account); !done) return done;
  return become(*account);
}

// No secret and no client before all of it is done.
macsec::Result<void> give_up_privileges(const Options& options) {
  for (const auto& missing : protect_secrets()) log::warning(missing);
  if (auto done = become_user(options); !done) return done;
  for (const auto& missing : give_up_the_rest()) log::warning(missing);
  if (const auto missing = restrict_system_calls()) log::warning(*missing);
  return {};
}

}  // namespace
}  // namespace macsecd

int main(int argc, char** argv) {
  using namespace macsecd;
  const CommandLine line = read_command_line(argc, argv);
  if (!line.options) return line.exit_status;
  log::start(line.options->log_level);
  ::umask(077);
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();
  if (const auto done = give_up_privileges(*line.options); !done) {
    log::error(log::one_line(done.error()));
    return EXIT_FAILURE;
  }
  auto kernel = netlink::Kernel::open();
  if (!kernel) {
    log::error(log::one_line(refused("cannot open netlink sockets", kernel.error())));
    return EXIT_FAILURE;
  }
  Daemon daemon(*line.options, *std::move(kernel));
  if (const auto done = daemon.run(); !done) {
    log::error(log::one_line(done.error()));
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
