// Tells what happens to the interfaces of a namespace, from rtnetlink. Equal repetitions are not
// told.
#pragma once

#include <asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string_view>

#include "fd_watch.hpp"
#include "netlink/kernel.hpp"
#include "netlink/link.hpp"

namespace macsecd::netlink {

enum class LinkChange : std::uint8_t { added, changed, removed };

class LinkMonitor {
 public:
  using OnChange = std::function<void(LinkChange, const Link&)>;
  using OnFilters = std::function<void(std::uint32_t ifindex)>;

  // `kernel` is used for reading all links, at the start and after an overrun. Both outlive the
  // monitor.
  // `on_filters`: somebody, perhaps we, changed the filters of an interface.
  LinkMonitor(asio::io_context& io, Kernel& kernel, OnChange on_change, OnFilters on_filters = {});
  ~LinkMonitor();

  // Subscribes, then tells every present link as added before it returns.
  KernelResult<void> start();

  const Link* find(std::uint32_t ifindex) const;
  const Link* find(std::string_view name) const;
  const std::map<std::uint32_t, Link>& links() const { return links_; }
  std::uint64_t overruns() const { return overruns_; }

 private:
  struct Close {
    void operator()(nl_sock* socket) const { nl_socket_free(socket); }
  };

  KernelResult<void> subscribe();
  KernelResult<void> read_all();
  void on_readable();
  void recover();
  bool read_one();
  void take_in(mka::Bytes message);
  void learn(const LinkMessage& message);

  asio::io_context& io_;
  Kernel& kernel_;
  OnChange on_change_;
  OnFilters on_filters_;
  std::map<std::uint32_t, Link> links_;
  std::uint64_t overruns_ = 0;
  bool stale_ = false;  // messages were lost, and the list could not be read
  std::unique_ptr<nl_sock, Close> socket_;
  std::unique_ptr<FdWatch> watch_;
};

}  // namespace macsecd::netlink
