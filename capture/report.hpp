// A whole capture explained: frame by frame, and then what they tell together.
#pragma once

#include "capture/capture_file.hpp"
#include "capture/verdict.hpp"
#include "control/json.hpp"

namespace capture {

enum class Detail { frames, summary };

macsec::Result<macsec::Json> report(const CaptureFile& capture, const Judge& judge, Detail detail);
// One frame alone, as it is seen live.
macsec::Json explain_alone(const SeenFrame& frame);

}  // namespace capture
