#include "token/message.hpp"

#include <algorithm>
#include <span>
#include <string_view>

namespace macsecd::token {
namespace {

using Octets = std::span<const std::uint8_t>;

class Writer {
 public:
  explicit Writer(Message& out) : out_(out) { out_.size = 0; }

  void octet(std::uint8_t value) { put({&value, 1}); }
  void field(Octets octets) {
    octet(static_cast<std::uint8_t>(octets.size() >> 8));
    octet(static_cast<std::uint8_t>(octets.size() & 0xFFu));
    put(octets);
  }
  void text(std::string_view text) {
    field({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  }
  template <typename Secret>
  void secret(const std::optional<Secret>& secret) {
    field(secret ? secret->expose() : Octets());
  }
  bool complete() const { return complete_; }

 private:
  void put(Octets octets) {
    complete_ = complete_ && octets.size() < Message::capacity - out_.size;
    if (!complete_) return;
    std::ranges::copy(octets, out_.octets.begin() + static_cast<std::ptrdiff_t>(out_.size));
    out_.size += octets.size();
  }

  Message& out_;
  bool complete_ = true;
};

class Reader {
 public:
  explicit Reader(const Message& in) : rest_(Octets(in.octets).first(in.size)) {}

  std::uint8_t octet() {
    const Octets one = take(1);
    return one.empty() ? std::uint8_t{0} : one.front();
  }
  Octets field() {
    const std::size_t high = octet();
    return take(high << 8 | octet());
  }
  std::string text(std::size_t longest) {
    const Octets octets = field();
    if (octets.size() > longest) intact_ = false;
    return {octets.begin(), octets.end()};
  }
  template <typename Secret>
  std::optional<Secret> secret() {
    const Octets octets = field();
    auto secret = Secret::copy_from(octets);
    if (!secret && !octets.empty()) intact_ = false;
    return secret;
  }
  bool complete() const { return intact_ && rest_.empty(); }

 private:
  Octets take(std::size_t count) {
    if (count > rest_.size()) intact_ = false;
    if (!intact_) return {};
    const Octets taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }

  Octets rest_;
  bool intact_ = true;
};

constexpr std::uint8_t done = 0;

std::string printable(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

}  // namespace

bool encode(const Request& request, Message& out) {
  Writer writer(out);
  writer.octet(static_cast<std::uint8_t>(request.operation));
  writer.text(request.uri);
  writer.secret(request.pin);
  writer.text(request.context);
  writer.secret(request.payload);
  return writer.complete() && request.uri.size() <= longest_uri &&
         request.context.size() <= longest_context;
}

bool encode(const Answer& answer, Message& out) {
  Writer writer(out);
  if (const auto* trouble = std::get_if<Trouble>(&answer)) {
    writer.octet(static_cast<std::uint8_t>(trouble->state));
    writer.text(std::string_view(trouble->detail).substr(0, longest_detail));
  } else {
    writer.octet(done);
    writer.secret(std::get<0>(answer));
  }
  return writer.complete();
}

std::optional<Request> decode_request(const Message& message) {
  Reader reader(message);
  const std::uint8_t operation = reader.octet();
  if (operation < static_cast<std::uint8_t>(Operation::derive) ||
      operation > static_cast<std::uint8_t>(Operation::create))
    return std::nullopt;
  Request request;
  request.operation = static_cast<Operation>(operation);
  request.uri = reader.text(longest_uri);
  request.pin = reader.secret<Pin>();
  request.context = reader.text(longest_context);
  request.payload = reader.secret<Payload>();
  if (!reader.complete()) return std::nullopt;
  return request;
}

std::optional<Answer> decode_answer(const Message& message) {
  Reader reader(message);
  const std::uint8_t first = reader.octet();
  Answer answer{std::optional<Payload>()};
  if (first == done) {
    answer = reader.secret<Payload>();
  } else {
    const auto state = state_from(first);
    if (!state) return std::nullopt;
    answer = Trouble{*state, printable(reader.text(longest_detail))};
  }
  if (message.size == 0 || !reader.complete()) return std::nullopt;
  return answer;
}

}  // namespace macsecd::token
