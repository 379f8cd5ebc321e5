// Two network namespaces with a cable between them, and the agent's kernel side in each.
#pragma once

#include <asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <string>

#include "macsec_link.hpp"
#include "netlink/kernel.hpp"

namespace lab {

// Runs a shell command; throws when it fails.
void shell(const std::string& command);

// Runs the loop until the condition holds, or two seconds have passed; says whether it holds.
bool run_until(asio::io_context& io, const std::function<bool()>& condition);

// Sockets opened while this exists belong to the namespace.
class Inside {
 public:
  explicit Inside(const std::string& network_namespace);
  ~Inside();
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  int outside_;
};

struct End {
  std::string name;       // of the namespace
  std::string interface;  // its end of the cable
  macsecd::netlink::Kernel kernel;

  macsecd::netlink::Link link() { return *kernel.link(interface); }
  mka::Sci sci() { return {link().mac, 1}; }
  std::string ip(const std::string& arguments) const { return "ip -n " + name + " " + arguments; }
  macsecd::MacsecLinkWish wish(const std::string& device,
                               mka::CipherSuite suite = mka::CipherSuite::gcm_aes_xpn_256);
};

// left/port0 and right/port1, both up.
class Cable {
 public:
  Cable();
  ~Cable();
  Cable(const Cable&) = delete;
  Cable& operator=(const Cable&) = delete;

  End left;
  End right;
};

}  // namespace lab
