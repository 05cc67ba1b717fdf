#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dmp/model/installation.hpp"

/// What `install` writes down beside the versions.
namespace dmp::documents {

/// write_version_record makes the text of a version's record, ending with a newline.
std::string write_version_record(const model::VersionRecord& record);

/// read_version_record reads it back; nothing when the text is none.
std::optional<model::VersionRecord> read_version_record(std::string_view text);

/// write_pending_run makes the text of `pending.json`, ending with a newline.
std::string write_pending_run(const model::PendingRun& pending);

/// read_pending_run reads it back; nothing when the text is none, or of a newer program.
std::optional<model::PendingRun> read_pending_run(std::string_view text);

}  // namespace dmp::documents
