#include "lab.hpp"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace lab {

void shell(const std::string& command) {
  if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
}

bool run_until(asio::io_context& io, const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(2);
  while (!condition() && std::chrono::steady_clock::now() < end) {
    io.restart();
    io.run_one_for(std::chrono::milliseconds(50));
  }
  return condition();
}

namespace {

void enter(int fd) {
  const int result = setns(fd, CLONE_NEWNET);
  close(fd);
  if (result < 0) throw std::runtime_error("setns");
}

macsecd::netlink::Kernel kernel_in(const std::string& network_namespace) {
  const Inside inside(network_namespace);
  auto kernel = macsecd::netlink::Kernel::open();
  if (!kernel) throw std::runtime_error(describe(kernel.error()));
  return std::move(*kernel);
}

std::string made(const std::string& network_namespace) {
  shell("ip netns add " + network_namespace);
  return network_namespace;
}

}  // namespace

Inside::Inside(const std::string& network_namespace)
    : outside_(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC)) {
  enter(open(("/run/netns/" + network_namespace).c_str(), O_RDONLY | O_CLOEXEC));
}

Inside::~Inside() {
  if (setns(outside_, CLONE_NEWNET) < 0) std::abort();
  close(outside_);
}

macsecd::MacsecLinkWish End::wish(const std::string& device, mka::CipherSuite suite) {
  macsecd::MacsecLinkWish wish;
  wish.parent = interface;
  wish.request = {.name = device, .parent = link().ifindex, .sci = sci(), .suite = suite};
  return wish;
}

Cable::Cable()
    : left{made("left"), "port0", kernel_in("left")},
      right{made("right"), "port1", kernel_in("right")} {
  shell("ip -n left link add port0 type veth peer name port1 netns right");
  shell(left.ip("link set port0 up"));
  shell(right.ip("link set port1 up"));
}

Cable::~Cable() {
  shell("ip netns del left");
  shell("ip netns del right");
}

}  // namespace lab
