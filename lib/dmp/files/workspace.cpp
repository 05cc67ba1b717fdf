#include "dmp/files/workspace.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include "dmp/base/bytes.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/versions.hpp"
#include "dmp/files/write.hpp"

namespace dmp::files {
namespace {

std::vector<std::filesystem::path> folders_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code unknown;
    if (!entry->path().filename().native().starts_with('.') && entry->is_directory(unknown)) {
      found.push_back(entry->path());
    }
  }
  return found;
}

}  // namespace

Status OrderFolder::check_own() const {
  const auto directory = Directory::find(folder);
  if (!directory || !*directory) {
    return directory ? Status() : fail(directory.error());
  }
  for (const auto& file : {order(), key(), request(), signed_request(), sheet(), sheet_pdf(),
                           certificate(), chain()}) {
    if (auto fine = (*directory)->check_own(file.filename().native()); !fine) {
      return fine;
    }
  }
  return {};
}

Status Workspace::check() const {
  constexpr std::uintmax_t kLongest = 64;
  const auto content = read_file(version_file(), kLongest);
  if (!content) {
    auto error = content.error();
    if (error.reason == Reason::not_found) {
      return {};
    }
    // Nobody gave us this file to read: it is our own, in a place where we lack the right.
    error.kind = error.reason == Reason::no_access ? ErrorKind::environment : error.kind;
    return fail(std::move(error));
  }
  const auto text = as_text(*content);
  int found = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), found);
  if (error != std::errc() || found < 1 || (end != text.data() + text.size() && *end != '\n')) {
    return fail(ErrorKind::input, "WORKSPACE-DAMAGED", {arg("path", version_file().string())});
  }
  if (found > kVersion) {
    return fail(ErrorKind::input, "WORKSPACE-VERSION",
                {arg("path", root.string()), arg("found", found), arg("known", kVersion)});
  }
  return {};
}

Status Workspace::check_own() const {
  const auto directory = Directory::find(root);
  if (!directory) {
    return fail(directory.error());
  }
  if (*directory && (*directory)->is_shared()) {
    return path_refused("PATH-WRITABLE", root, root, 0);
  }
  const auto fine =
      *directory ? (*directory)->check_own(version_file().filename().native()) : Status();
  return fine ? check() : fine;
}

Status Workspace::create() const {
  if (auto status = check_own(); !status) {
    return status;
  }
  if (auto status = make_folder(root); !status) {
    return status;
  }
  std::error_code unknown;
  if (std::filesystem::exists(version_file(), unknown)) {
    return {};
  }
  return write_file(version_file(), as_bytes(std::to_string(kVersion) + "\n"), kPublic,
                    WriteMode::replace);
}

void Workspace::clear_leftovers() const {
  // <finess>/<USAGE>/renewal: below that there is nothing of ours.
  constexpr int kDeepest = 2;
  std::vector<std::filesystem::path> folders{root};
  std::error_code error;
  std::filesystem::recursive_directory_iterator entry(
      root, std::filesystem::directory_options::skip_permission_denied, error);
  for (const std::filesystem::recursive_directory_iterator end; !error && entry != end;
       entry.increment(error)) {
    std::error_code unknown;
    if (entry->is_symlink(unknown) || !entry->is_directory(unknown) ||
        entry->path().filename().native().starts_with('.')) {
      entry.disable_recursion_pending();
      continue;
    }
    folders.push_back(entry->path());
    if (entry.depth() >= kDeepest) {
      entry.disable_recursion_pending();
    }
  }
  for (const auto& folder : folders) {
    remove_stale_temporaries(folder);
  }
}

Status Workspace::record(std::string_view entry) const {
  while (entry.ends_with('\n')) {
    entry.remove_suffix(1);
  }
  return append_line(journal(), entry, kPrivate);
}

std::vector<OrderFolder> Workspace::orders() const {
  std::vector<OrderFolder> found;
  const auto add = [&found](const std::filesystem::path& folder) {
    std::error_code unknown;
    const OrderFolder candidate{folder};
    if (std::filesystem::is_regular_file(candidate.order(), unknown)) {
      found.push_back(candidate);
    }
  };
  for (const auto& site : folders_in(root)) {
    for (const auto& usage : folders_in(site)) {
      add(usage);
      for (const auto& renewal : folders_in(usage)) {
        if (renewal.filename().native().starts_with("renewal")) {
          add(renewal);
        }
      }
    }
  }
  std::ranges::sort(found, {}, &OrderFolder::folder);
  return found;
}

bool is_record(const std::filesystem::path& path) {
  const auto name = path.filename();
  std::error_code error;
  const auto has_workspace = [&error](const std::filesystem::path& root) {
    return std::filesystem::is_regular_file(Workspace{root}.version_file(), error);
  };
  const Workspace above{path.parent_path()};
  if (has_workspace(above.root)) {
    return path == above.journal() || path == above.index() || path == above.version_file() ||
           name == ".lock" || name.native().starts_with("pending-");
  }
  if (std::ranges::find(path, std::filesystem::path(kStoreName)) != path.end()) {
    return true;
  }
  const OrderFolder order{path.parent_path()};
  const std::array files{order.order(), order.key(),        order.request(),
                         order.sheet(), order.sheet_pdf(),  order.signed_request(),
                         order.chain(), order.certificate()};
  // <workspace>/<finess>/<USAGE>, and a renewal's folder in it.
  const auto outer = order.first().folder.parent_path().parent_path();
  return std::ranges::find(files, path) != files.end() && has_workspace(outer);
}

}  // namespace dmp::files
