// How long a client waits for its answers while others misbehave.
//   answer-times SOCKET    until SIGTERM: asks DescribeConnections every 5 ms; prints one JSON
//   object
#include <time.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <vector>

#include "control/client.hpp"

namespace {

volatile std::sig_atomic_t ended = 0;

double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

void print(std::vector<double> waited, long failed) {
  std::sort(waited.begin(), waited.end());
  const auto part = [&](double share) {
    return waited.empty() ? 0.0
                          : waited[static_cast<std::size_t>(share * double(waited.size() - 1))];
  };
  std::printf(
      "{\"asked\":%zu,\"failed\":%ld,\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"max\":%.1f}\n",
      waited.size(), failed, part(0.5), part(0.9), part(0.99), part(1));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: answer-times SOCKET\n");
    return 2;
  }
  struct sigaction action {};
  action.sa_handler = [](int) { ended = 1; };
  sigaction(SIGTERM, &action, nullptr);
  auto client = macsec::Client::connect(argv[1]);
  std::vector<double> waited;
  long failed = 0;
  while (client && !ended) {
    const auto start = std::chrono::steady_clock::now();
    if (client->call("DescribeConnections"))
      waited.push_back(ms_since(start));
    else if (!ended)
      ++failed;
    if (failed > 0) break;
    const timespec pause{0, 5'000'000};
    nanosleep(&pause, nullptr);
  }
  print(waited, client ? failed : 1);
  return 0;
}
