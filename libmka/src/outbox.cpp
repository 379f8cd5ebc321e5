#include "outbox.hpp"

#include <utility>

#include "mka/limits.hpp"

namespace mka {

bool Outbox::full() const { return queue_.size() >= limits::queued_outputs; }

void Outbox::frame(std::vector<std::uint8_t> bytes) {
  if (!full()) queue_.emplace_back(TransmitFrame{std::move(bytes)});
}

void Outbox::event(Event event) {
  if (!full()) queue_.emplace_back(std::move(event));
}

OpId Outbox::request(SecyOp op) {
  const OpId id{++last_op_};
  queue_.emplace_back(SecyRequest{id, std::move(op)});
  return id;
}

std::optional<Output> Outbox::take() {
  if (queue_.empty()) return std::nullopt;
  std::optional<Output> first(std::move(queue_.front()));
  queue_.pop_front();
  return first;
}

}  // namespace mka
