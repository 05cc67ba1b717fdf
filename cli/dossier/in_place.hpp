#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/files/transaction.hpp"

namespace dmp::cli {

/// stage_output stages one file of a command: as place_of_output allows it, in a directory that is
/// proven, with the mode of the file that it replaces. What killed runs left beside it is cleared
/// away, also where nothing changes. It returns what becomes of the file: "create", "replace" or
/// "keep". Error ids: those of place_of_output, held_own and Transaction.
Result<std::string> stage_output(files::Transaction& transaction, const std::string& path,
                                 std::span<const std::string> inputs, std::string_view content,
                                 files::WriteMode mode);

/// check_unchanged refuses to go on where a file is not any more what was read: somebody may have
/// saved it meanwhile. Error id: DOSSIER-CHANGED (environment).
Status check_unchanged(const std::string& path, const std::function<bool(ByteView)>& is_same);

/// write_in_place puts a new content in the place of a file that was read, unless somebody changed
/// it since; it returns what became of it, as stage_output does. Error ids: those of both.
Result<std::string> write_in_place(const std::string& path, std::string_view content,
                                   const std::function<bool(ByteView)>& is_same);

}  // namespace dmp::cli
