#include <sys/stat.h>

#include <csignal>
#include <cstdlib>

#include "daemon.hpp"
#include "descriptor_limit.hpp"
#include "log.hpp"
#include "macsec_link.hpp"
#include "options.hpp"
#include "sandbox.hpp"

int main(int argc, char** argv) {
  using namespace macsecd;
  const CommandLine line = read_command_line(argc, argv);
  if (!line.options) return line.exit_status;
  log::start(line.options->log_level);
  ::umask(077);
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();
  for (const auto& missing : protect_secrets()) log::warning(missing);

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
