#include "token/message.hpp"

#include <algorithm>
#include <random>

#include "catch.hpp"
#include "token/derived_payload.hpp"

using namespace macsecd::token;

namespace {

template <typename Secret>
Secret secret(std::size_t size) {
  return *Secret::copy_from(std::vector<std::uint8_t>(size, 0x77));
}

void put(const std::string& octets, Message& out) {
  out.size = std::min(octets.size(), out.octets.size());
  std::copy_n(octets.begin(), out.size, out.octets.begin());
}

}  // namespace

TEST_CASE("a request arrives as it was sent, the longest one too", "[token-message]") {
  Message message;
  Request request{Operation::wrap, std::string(longest_uri, 'u'), secret<Pin>(Pin::max_size),
                  std::string(longest_context, 'c'), secret<Payload>(Payload::max_size)};
  REQUIRE(encode(request, message));
  const auto arrived = decode_request(message);
  REQUIRE(arrived);
  CHECK(arrived->operation == Operation::wrap);
  CHECK(arrived->uri == request.uri);
  CHECK(arrived->context == request.context);
  CHECK(arrived->pin->matches(*request.pin));
  CHECK(arrived->payload->matches(*request.payload));
  request.uri += 'u';
  CHECK_FALSE(encode(request, message));
}

TEST_CASE("an answer arrives as it was sent, its words made printable", "[token-message]") {
  Message message;
  REQUIRE(encode(Answer(std::optional(secret<Payload>(48))), message));
  CHECK(std::get<0>(*decode_answer(message))->size() == 48);
  REQUIRE(encode(Answer(std::optional<Payload>()), message));
  CHECK_FALSE(std::get<0>(*decode_answer(message)));
  REQUIRE(encode(Answer(Trouble{State::pin_wrong, "a\033[2Jb\n"}), message));
  const auto trouble = std::get<Trouble>(*decode_answer(message));
  CHECK(trouble.state == State::pin_wrong);
  CHECK(trouble.detail == "a?[2Jb?");
}

TEST_CASE("a message that is cut, too long or nonsense is refused", "[token-message]") {
  Message whole;
  REQUIRE(encode(Answer(std::optional(secret<Payload>(48))), whole));
  Message message;
  for (std::size_t size = 0; size < whole.size; ++size) {
    std::ranges::copy(whole.octets, message.octets.begin());
    message.size = size;
    CHECK_FALSE(decode_answer(message));
  }
  message.size = whole.size + 1;
  CHECK_FALSE(decode_answer(message));
  using namespace std::string_literals;
  for (const std::string& octets : {"\xff\0\0"s, "\x0e\0\0"s, "\0\xff\xff"s}) {
    put(octets, message);
    CHECK_FALSE(decode_answer(message));
  }
  put("\x05\0\0\0\0\0\0\0\0"s, message);
  CHECK_FALSE(decode_request(message));
}

TEST_CASE("any octets are either a message or not", "[token-message]") {
  std::mt19937 random(7);
  Message message;
  unsigned understood = 0;
  for (int i = 0; i < 100000; ++i) {
    message.size = random() % 12;
    for (std::size_t at = 0; at < message.size; ++at)
      message.octets[at] = static_cast<std::uint8_t>(random() % 16);
    const auto answer = decode_answer(message);
    const auto request = decode_request(message);
    if (answer || request) ++understood;
    if (answer && std::holds_alternative<Trouble>(*answer))
      CHECK(to_string(std::get<Trouble>(*answer).state) != "unknown");
  }
  CHECK(understood > 0);
}

TEST_CASE("derived keys of no CAK's size are refused", "[token-message]") {
  for (std::size_t size = 1; size <= Payload::max_size; ++size) {
    const auto keys = derived_keys_from(secret<Payload>(size));
    CHECK(keys.has_value() == (size == 48 || size == 80));
    if (keys) CHECK(keys->cak_size() == (size - 16) / 2);
  }
}

TEST_CASE("every state has a name, an error and a hint", "[token-message]") {
  unsigned states = 0;
  for (unsigned number = 0; number < 256; ++number)
    if (const auto state = state_from(static_cast<std::uint8_t>(number))) {
      ++states;
      const auto error = to_error({*state, "detail"});
      CHECK(error.what.find(to_string(*state)) != std::string::npos);
      CHECK(error.what.find("detail") != std::string::npos);
      CHECK_FALSE(error.hint.empty());
    }
  CHECK(states == 13);
}
