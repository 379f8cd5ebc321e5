// One explained MKPDU (capture/explanation.hpp) for people.
#pragma once

#include <string>

#include "control/json.hpp"
#include "style.hpp"

namespace macsecctl {

// Several lines, indented below the first. `when`: how its time is told.
std::string mkpdu_text(const macsec::Json& mkpdu, const std::string& when, const Style& style);

// The CKN, and as text where it is.
std::string ckn_text(const macsec::Json& of);
// +2.003412 s
std::string after_text(const macsec::Json& of);

}  // namespace macsecctl
