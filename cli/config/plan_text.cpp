#include "config/plan_text.hpp"

#include <sstream>

namespace macsecctl {
namespace {

Colour colour_of(std::string_view line) {
  if (line.starts_with('+')) return Colour::green;
  return line.starts_with('-') ? Colour::red : Colour::yellow;
}

}  // namespace

std::string text_of(const Step& step, const Style& style) {
  std::string out;
  std::istringstream lines(step.line);
  for (std::string line; std::getline(lines, line);)
    out += step.connection + ": " + style.paint(colour_of(line), line) + "\n";
  if (!step.disturbance.empty()) out += "  ! " + step.disturbance + "\n";
  return out;
}

std::string text_of(const Plan& plan, const Style& style) {
  std::string out;
  for (const Step& step : plan.steps) out += text_of(step, style);
  if (plan.steps.empty()) out += "all is as the files say\n";
  for (const std::string& one : plan.left) out += "not in the files, left as it is: " + one + "\n";
  return out;
}

Json json_of(const Plan& plan) {
  Json steps = Json::array();
  for (const Step& step : plan.steps)
    steps.push_back(
        {{"connectionName", step.connection},
         {"method", step.method},
         {"parameters", step.parameters},
         {"change", step.line},
         {"disturbance", step.disturbance.empty() ? Json(nullptr) : Json(step.disturbance)}});
  return {{"changes", std::move(steps)}, {"left", plan.left}};
}

}  // namespace macsecctl
