// Connection: what is told of clear text that passes.
#include "clock.hpp"
#include "connection.hpp"
#include "spelling.hpp"

namespace macsecd {
namespace {

std::string sentence_for(ClearTime::News news, std::uint64_t seconds, mka::EncryptionMode mode) {
  const std::string duration = std::to_string(seconds) + " s";
  if (news == ClearTime::News::stopped) return "unprotected traffic no longer passes";
  const std::string passes = "traffic passes unprotected";
  const std::string why = ": the mode is " + std::string(to_string(mode));
  if (news == ClearTime::News::started) return passes + why;
  return passes + " since " + duration + why;
}

const char* name_of(ClearTime::News news) {
  switch (news) {
    case ClearTime::News::started:
      return "clear-traffic-started";
    case ClearTime::News::lasts:
      return "clear-traffic-lasts";
    case ClearTime::News::none:
    case ClearTime::News::stopped:
      break;
  }
  return "clear-traffic-stopped";
}

}  // namespace

void Connection::tell_clear_text(const std::optional<mka::KayStatus>& present) {
  const auto news = clear_time_.look(in_clear(facts(present)), now(), wall_now());
  if (news == ClearTime::News::none) return;
  const auto seconds = clear_time_.seconds(now());
  // By will, nobody needs to be warned.
  const bool wanted = saved_.settings.mode == mka::EncryptionMode::no_encrypt;
  const bool alarm = news != ClearTime::News::stopped && !wanted;
  AgentEvent event{.event = name_of(news),
                   .message = sentence_for(news, seconds, saved_.settings.mode),
                   .level = alarm ? Level::warning : Level::info};
  if (news != ClearTime::News::started) event.seconds = seconds;
  tell(std::move(event));
  if (news != ClearTime::News::lasts) worth_saving_();
}

}  // namespace macsecd
