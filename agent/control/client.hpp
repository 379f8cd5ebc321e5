// The command line's end of the control socket: one connection, blocking calls.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "control/json.hpp"
#include "control/result.hpp"
#include "control/unique_fd.hpp"

namespace macsec {

class Client {
 public:
  static Result<Client> connect(const std::filesystem::path& socket);

  // A method of org.macsecd.Agent by its short name, or any method by its full name.
  Result<Json> call(std::string_view method, const Json& parameters = Json::object(),
                    std::span<const int> descriptors = {});
  // A stream: `each` sees every reply and returns false to stop. Ends well when the agent ends the
  // stream.
  Result<void> call_more(std::string_view method, const Json& parameters,
                         const std::function<bool(const Json&)>& each);

 private:
  Client(UniqueFd socket, std::filesystem::path path)
      : socket_(std::move(socket)), path_(std::move(path)) {}
  Result<void> send(std::string_view message, std::span<const int> descriptors);
  Result<Json> receive();
  Error lost(int os) const;

  UniqueFd socket_;
  std::filesystem::path path_;
  std::string received_;
};

}  // namespace macsec
