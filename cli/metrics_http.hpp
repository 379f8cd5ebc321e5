// One request of a collector over HTTP, on standard input and output: a socket unit hands the
// connection over, and the agent itself never listens on the network.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "control/result.hpp"

namespace macsecctl {

// The first line and the headers of a request, which end with a blank line. Empty: it did not come
// in time, or is too long.
std::string read_request(int fd);

// The whole answer. `metrics` is asked only if the request is for them.
std::string http_answer(std::string_view request,
                        const std::function<macsec::Result<std::string>()>& metrics);

}  // namespace macsecctl
