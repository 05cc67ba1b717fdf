#include "dmp/install/detail/apply.hpp"

#include <ranges>
#include <system_error>
#include <utility>
#include <vector>

#include "dmp/dossier/order_document.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/files/write.hpp"

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;

/// NewFolders makes folders and removes them again unless they are needed.
class NewFolders {
 public:
  NewFolders() = default;
  NewFolders(const NewFolders&) = delete;
  NewFolders& operator=(const NewFolders&) = delete;
  ~NewFolders() {
    std::error_code ignored;
    for (const auto& folder : made_ | std::views::reverse) {
      fs::remove(folder, ignored);
    }
  }

  Status make(const fs::path& folder) {
    std::vector<fs::path> missing;
    std::error_code error;
    for (auto at = folder; !at.empty() && !fs::exists(at, error) && !error; at = at.parent_path()) {
      missing.push_back(at);
    }
    made_.insert(made_.end(), missing.rbegin(), missing.rend());
    return files::make_folder(folder);
  }
  void keep() { made_.clear(); }

 private:
  std::vector<fs::path> made_;  ///< Outer ones first.
};

Status write_journal(const Plan& plan, const Request& request) {
  std::error_code error;
  if (!request.workspace || !fs::is_directory(*request.workspace, error)) {
    return {};
  }
  const files::Workspace workspace{*request.workspace};
  for (const auto& entry : plan.journal) {
    if (auto status = workspace.record(dossier::write_journal_entry(entry)); !status) {
      return status;
    }
  }
  return {};
}

}  // namespace

Status apply(const Plan& plan, const Request& request) {
  NewFolders folders;
  files::Transaction transaction;
  for (const auto& [file, content] : plan.files) {
    if (file.act == PlannedFile::Act::keep) {
      continue;
    }
    const auto folder = file.path.parent_path();
    if (!folder.empty()) {
      if (auto made = folders.make(folder); !made) {
        return made;
      }
      files::remove_stale_temporaries(folder);
    }
    const auto mode =
        file.act == PlannedFile::Act::create ? files::WriteMode::create : files::WriteMode::replace;
    if (auto staged =
            transaction.stage(file.path, content.view(), static_cast<mode_t>(file.mode), mode);
        !staged) {
      return staged;
    }
  }
  if (auto committed = transaction.commit(); !committed) {
    return committed;
  }
  folders.keep();
  return write_journal(plan, request);
}

}  // namespace dmp::install::detail
