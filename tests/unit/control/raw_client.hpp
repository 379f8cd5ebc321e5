// A client that says what it likes, octet by octet.
#pragma once

#include <poll.h>

#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "control/json.hpp"
#include "control/socket_io.hpp"
#include "control/unix_address.hpp"

class RawClient {
 public:
  explicit RawClient(const std::filesystem::path& path)
      : fd_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const auto address = macsec::unix_address(path);
    if (!address || macsec::connect_to(fd_.get(), *address) != 0)
      throw std::runtime_error("cannot connect");
  }

  // False if the server has closed.
  bool say(std::string_view octets, std::span<const int> fds = {}) {
    while (!octets.empty()) {
      const auto sent = macsec::send_some(fd_.get(), octets, fds, macsec::Wait::until_done);
      if (sent.os != 0) return false;
      octets.remove_prefix(sent.octets);
      fds = {};
    }
    return true;
  }
  bool say_message(std::string_view text, std::span<const int> fds = {}) {
    return say(std::string(text) + '\0', fds);
  }
  // One message; nothing if the server closes, or says nothing for five seconds.
  std::optional<macsec::Json> hear() {
    std::size_t end = 0;
    while ((end = heard_.find('\0')) == std::string::npos)
      if (!hear_some()) return std::nullopt;
    auto json = macsec::Json::parse(heard_.substr(0, end), nullptr, false);
    heard_.erase(0, end + 1);
    return json;
  }
  bool hears_the_end() {
    while (hear_some()) {
    }
    return ended_;
  }
  void finish_sending() { ::shutdown(fd_.get(), SHUT_WR); }
  int fd() const { return fd_.get(); }

 private:
  bool hear_some() {
    pollfd query{fd_.get(), POLLIN, 0};
    if (::poll(&query, 1, 5000) <= 0) return false;
    std::array<char, 65536> piece{};
    const auto got = macsec::receive_some(fd_.get(), piece, macsec::Wait::never);
    ended_ = got.octets == 0;
    heard_.append(piece.data(), got.octets);
    return !ended_;
  }

  macsec::UniqueFd fd_;
  std::string heard_;
  bool ended_ = false;
};
