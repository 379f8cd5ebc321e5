#include "control/framer.hpp"

#include <iterator>

#include "control/limits.hpp"

namespace macsec {

bool Framer::feed(std::string_view piece, std::vector<UniqueFd> descriptors) {
  if (descriptors.size() > limits::descriptors_per_message) return false;
  held_ += piece.size();
  held_descriptors_ += descriptors.size();
  if (held_ > limits::request || held_descriptors_ > limits::descriptors_ahead) return false;
  while (!piece.empty()) {
    const std::size_t end = piece.find('\0');
    partial_.text += piece.substr(0, end);
    const bool ends_here = end != std::string_view::npos;
    piece = ends_here ? piece.substr(end + 1) : std::string_view();
    if (piece.empty())
      std::move(descriptors.begin(), descriptors.end(), std::back_inserter(partial_.descriptors));
    if (partial_.descriptors.size() > limits::descriptors_per_message) return false;
    if (ends_here && !finish_message()) return false;
  }
  return true;
}

bool Framer::finish_message() {
  if (partial_.text.empty() || complete_.size() >= limits::requests_ahead) return false;
  complete_.push_back(std::exchange(partial_, {}));
  return true;
}

std::optional<Message> Framer::next() {
  if (complete_.empty()) return std::nullopt;
  Message message = std::move(complete_.front());
  complete_.pop_front();
  held_ -= message.text.size() + 1;
  held_descriptors_ -= message.descriptors.size();
  return message;
}

}  // namespace macsec
