#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/error.hpp"

namespace dmp::files {

/// OrderFolder names the files of one order: `<workspace>/<finess>/<USAGE>/`.
struct OrderFolder {
  std::filesystem::path folder;
  [[nodiscard]] std::filesystem::path order() const { return folder / "order.json"; }
  [[nodiscard]] std::filesystem::path key() const { return folder / "key.pem"; }
  [[nodiscard]] std::filesystem::path request() const { return folder / "request.csr"; }
  /// The request with the signature of an administrator's card over it.
  [[nodiscard]] std::filesystem::path signed_request() const { return folder / "request.p7m"; }
  [[nodiscard]] std::filesystem::path sheet() const { return folder / "order-sheet.txt"; }
  [[nodiscard]] std::filesystem::path sheet_pdf() const { return folder / "order-sheet.pdf"; }
  [[nodiscard]] std::filesystem::path certificate() const { return folder / "certificate.pem"; }
  [[nodiscard]] std::filesystem::path chain() const { return folder / "chain.pem"; }
  /// check_own refuses an order that somebody else could have put there or could change: its
  /// folder, the way to it, or one of its files. One that is not there is fine. Errors as
  /// Directory::check_own's.
  [[nodiscard]] Status check_own() const;
  /// The first order of those that follow each other: this one, or the one above a renewal.
  [[nodiscard]] OrderFolder first() const {
    return {folder.filename().native().starts_with("renewal") ? folder.parent_path() : folder};
  }
  /// The order that will take this one's place: `renewal`, and for those after it `renewal-2`, ….
  [[nodiscard]] OrderFolder renewal(int count = 1) const {
    return {folder / (count < 2 ? "renewal" : "renewal-" + std::to_string(count))};
  }
};

/// Workspace names the folders of a workspace.
struct Workspace {
  /// Form of what lies in a workspace; programs that know a lesser one leave it alone.
  static constexpr int kVersion = 1;

  std::filesystem::path root;
  [[nodiscard]] OrderFolder order(std::string_view finess, std::string_view name) const {
    return {root / finess / name};
  }
  [[nodiscard]] std::filesystem::path journal() const { return root / "journal.jsonl"; }
  /// The orders of the workspace as a table for people.
  [[nodiscard]] std::filesystem::path index() const { return root / "index.csv"; }
  /// The file that says which form the workspace has: a number on a line.
  [[nodiscard]] std::filesystem::path version_file() const { return root / "workspace-version"; }
  /// check refuses a workspace that a newer program made. One without a version file, or that does
  /// not exist, is of version 1. Error ids (input): WORKSPACE-VERSION with `path`, `found`,
  /// `known`; WORKSPACE-DAMAGED; those of read_file, of which FILE-UNREADABLE is (environment).
  [[nodiscard]] Status check() const;
  /// check_own refuses one, besides, that somebody else could change, or in which others may make
  /// entries (a sticky directory): for whoever writes in it, or orders by what lies in it. Errors
  /// as check's and Directory's.
  [[nodiscard]] Status check_own() const;
  /// create makes the folder and its version file where they are missing. Errors as check_own's,
  /// make_folder's and write_file's.
  [[nodiscard]] Status create() const;
  /// clear_leftovers removes what killed runs left anywhere in it, beside orders that this run does
  /// not reach, too. For whoever has its lock.
  void clear_leftovers() const;
  /// record appends one entry to the journal; a line end that it brings is not doubled. Errors as
  /// append_line's.
  [[nodiscard]] Status record(std::string_view entry) const;
  /// orders lists the order folders that exist (those with an order.json), sorted by path; renewals
  /// on their way are among them.
  [[nodiscard]] std::vector<OrderFolder> orders() const;
};

/// is_record tells, by where a file lies and what it is called, whether it is one that a workspace
/// or a store of versions (`.dmp-versions`) lives by. `path` is absolute, without links. Reports
/// that somebody put into a workspace are none.
bool is_record(const std::filesystem::path& path);

}  // namespace dmp::files
