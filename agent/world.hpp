// What all connections share; everything in it outlives them.
#pragma once

#include <asio/io_context.hpp>

#include "events.hpp"
#include "mka/random.hpp"
#include "netlink/kernel.hpp"

namespace macsecd {

struct World {
  asio::io_context& io;
  netlink::Kernel& kernel;
  mka::Random& random;
  Events& events;
};

}  // namespace macsecd
