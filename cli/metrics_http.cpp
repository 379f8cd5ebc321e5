#include "metrics_http.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <chrono>

namespace macsecctl {
namespace {

// Prometheus sends some 400 octets.
constexpr std::size_t longest_request = 8192;
constexpr std::chrono::seconds patience(5);

constexpr const char* exposition = "text/plain; version=0.0.4; charset=utf-8";
constexpr const char* plain = "text/plain; charset=utf-8";

std::string answer(const char* status, const char* type, const std::string& body, bool with_body) {
  return std::string("HTTP/1.1 ") + status + "\r\nContent-Type: " + type +
         "\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: "
         "close\r\n\r\n" +
         (with_body ? body : "");
}

bool is_complete(const std::string& request) {
  return request.find("\r\n\r\n") != std::string::npos || request.find("\n\n") != std::string::npos;
}

// GET /metrics HTTP/1.1: the first two words.
struct RequestLine {
  std::string_view method;
  std::string_view path;
};
RequestLine first_line(std::string_view request) {
  const std::string_view line = request.substr(0, request.find_first_of("\r\n"));
  const std::size_t first = line.find(' ');
  const std::size_t second = line.rfind(' ');
  if (first == std::string_view::npos || second <= first) return {};
  const std::string_view target = line.substr(first + 1, second - first - 1);
  return {line.substr(0, first), target.substr(0, target.find('?'))};
}

}  // namespace

std::string read_request(int fd) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  std::string request;
  while (!is_complete(request)) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    pollfd waits_for{fd, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&waits_for, 1, static_cast<int>(left.count())) <= 0) return "";
    std::array<char, 1024> piece{};
    const ssize_t got = ::read(fd, piece.data(), piece.size());
    if (got <= 0) return "";
    request.append(piece.data(), static_cast<std::size_t>(got));
    if (request.size() > longest_request) return "";
  }
  return request;
}

std::string http_answer(std::string_view request,
                        const std::function<macsec::Result<std::string>()>& metrics) {
  const RequestLine line = first_line(request);
  if (line.method.empty()) return answer("400 Bad Request", plain, "no request\n", true);
  const bool head = line.method == "HEAD";
  if (!head && line.method != "GET")
    return answer("405 Method Not Allowed", plain, "GET is what there is\n", true);
  if (line.path != "/metrics")
    return answer("404 Not Found", plain, "the metrics are at /metrics\n", !head);
  const auto text = metrics();
  if (!text) return answer("503 Service Unavailable", plain, text.error().what + "\n", !head);
  return answer("200 OK", exposition, *text, !head);
}

}  // namespace macsecctl
