// Calls every method of the agent's interfaces as whoever runs it, each with parameters that would
// do something to connection "link" and LAG "both", and a CAK in a descriptor.
//   try-methods SOCKET    prints METHOD and what became of it: ok, an error's name, or lost
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "control/client.hpp"
#include "control/interface_text.hpp"
#include "valid_calls.hpp"

namespace {

using macsec::Json;

constexpr const char* cak = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

const Json& plausible() {
  static const Json values{{"connectionName", "link"},
                           {"interface", "eth0"},
                           {"lagName", "both"},
                           {"connections", "link"},
                           {"ckn", "6b65796f6e65"},
                           {"secretName", "link/6b65796f6e65"},
                           {"cakFileDescriptor", 0},
                           {"adminState", "down"},
                           {"encryptionMode", "should_encrypt"},
                           {"", "link"}};
  return values;
}

macsec::UniqueFd key_file() {
  macsec::UniqueFd file(memfd_create("cak", MFD_CLOEXEC));
  if (write(file.get(), cak, 64) != 64) std::exit(2);
  return file;
}

std::string became_of(const char* socket, const ValidCall& call) {
  auto client = macsec::Client::connect(socket);
  if (!client) return std::string(macsec::name_of(client.error().code));
  const macsec::UniqueFd file = key_file();
  const int passed[] = {file.get()};
  const auto reply = client->call(call.method, call.parameters, passed);
  return reply ? "ok" : std::string(macsec::name_of(reply.error().code));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: try-methods SOCKET\n");
    return 2;
  }
  for (const auto description : {macsec::service_description, macsec::agent_description})
    for (const auto optional : {Optional::left_out, Optional::given})
      for (const ValidCall& call : valid_calls(description, plausible(), optional))
        std::printf("%s %s\n", call.method.c_str(), became_of(argv[1], call).c_str());
}
