// A plan, for people and programs.
#pragma once

#include <string>

#include "config/plan.hpp"

namespace macsecctl {

std::string text_of(const Plan& plan, const Style& style);
std::string text_of(const Step& step, const Style& style);
Json json_of(const Plan& plan);

}  // namespace macsecctl
