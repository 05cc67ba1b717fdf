#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dmp::files {

/// OrderFolder names the files of one order: `<workspace>/<finess>/<USAGE>/`.
struct OrderFolder {
  std::filesystem::path folder;
  [[nodiscard]] std::filesystem::path order() const { return folder / "order.json"; }
  [[nodiscard]] std::filesystem::path key() const { return folder / "key.pem"; }
  [[nodiscard]] std::filesystem::path request() const { return folder / "request.csr"; }
  [[nodiscard]] std::filesystem::path sheet() const { return folder / "order-sheet.txt"; }
  [[nodiscard]] std::filesystem::path sheet_pdf() const { return folder / "order-sheet.pdf"; }
  [[nodiscard]] std::filesystem::path certificate() const { return folder / "certificate.pem"; }
  [[nodiscard]] std::filesystem::path chain() const { return folder / "chain.pem"; }
  /// The order that will take this one's place: `renewal`, and for those after it `renewal-2`, ….
  [[nodiscard]] OrderFolder renewal(int count = 1) const {
    return {folder / (count < 2 ? "renewal" : "renewal-" + std::to_string(count))};
  }
};

/// Workspace names the folders of a workspace; it creates nothing.
struct Workspace {
  std::filesystem::path root;
  [[nodiscard]] OrderFolder order(std::string_view finess, std::string_view usage) const {
    return {root / finess / usage};
  }
  [[nodiscard]] std::filesystem::path journal() const { return root / "journal.jsonl"; }
  /// orders lists the order folders that exist (those with an order.json), sorted by path; renewals
  /// on their way are among them.
  [[nodiscard]] std::vector<OrderFolder> orders() const;
};

}  // namespace dmp::files
