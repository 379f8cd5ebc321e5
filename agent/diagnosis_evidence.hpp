// What was seen, under a verdict: one line per subject, with figures.
#pragma once

#include <vector>

#include "diagnosis.hpp"
#include "symptoms.hpp"

namespace macsecd {

std::vector<Evidence> evidence_of(const Symptoms& symptoms);

}  // namespace macsecd
