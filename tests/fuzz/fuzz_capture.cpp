// Door 5: the frames of somebody's capture, whose keys nobody here has: explained one by one, and
// together. Each frame is two octets of its length, one of the seconds since the one before, and
// itself.
#include <cstdlib>

#include "capture/report.hpp"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

capture::CaptureFile frames_in(mka::Bytes input) {
  constexpr std::int64_t second = 1'000'000'000;
  capture::CaptureFile file;
  std::int64_t time = 0;
  while (input.size() > 3) {
    const std::size_t length = static_cast<std::size_t>(input[0]) << 8 | input[1];
    time += second * input[2];
    input = input.subspan(3);
    const mka::Bytes frame = input.first(std::min(length, input.size()));
    capture::SeenFrame seen{++file.frames, time, {}, {frame.begin(), frame.end()}};
    capture::set_tags_aside(seen);
    file.mkpdus.push_back(std::move(seen));
    input = input.subspan(frame.size());
  }
  return file;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = frames_in({data, size});
  const auto report = capture::report(file, capture::no_judge, capture::Detail::frames);
  must(static_cast<bool>(report) && (*report)["mkpdus"].size() == file.mkpdus.size());
  must(!macsec::to_text(*report).empty());
  return 0;
}
