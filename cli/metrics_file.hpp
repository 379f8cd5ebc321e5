// The metrics as a file for node_exporter's textfile collector.
#pragma once

#include <filesystem>
#include <string>

#include "control/result.hpp"

namespace macsecctl {

// Whoever reads the file sees the text before or this one, never a part of it.
macsec::Result<void> write_metrics_file(const std::filesystem::path& file, const std::string& text);

}  // namespace macsecctl
