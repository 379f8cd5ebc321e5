// The command line's end of the control socket: one connection, blocking calls, or one call at a
// time for a loop of the caller's own.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "control/json.hpp"
#include "control/result.hpp"
#include "control/socket_io.hpp"
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

  // For a loop: asks, and take() gives the replies that have come, which may be none, whenever
  // descriptor() can be read.
  enum class Replies { one, stream };
  Result<void> begin(std::string_view method, const Json& parameters, Replies replies);
  Result<std::vector<Json>> take();
  int descriptor() const { return socket_.get(); }

 private:
  Client(UniqueFd socket, std::filesystem::path path)
      : socket_(std::move(socket)), path_(std::move(path)) {}
  Result<void> send(std::string_view message, std::span<const int> descriptors);
  Result<Json> receive();
  Result<bool> read_on(Wait wait);
  bool holds_reply();
  Result<Json> first_reply();
  Error lost(int os) const;

  UniqueFd socket_;
  std::filesystem::path path_;
  std::string received_;
  std::size_t searched_ = 0;  // so far no reply ends: long ones come in many pieces
};

}  // namespace macsec
