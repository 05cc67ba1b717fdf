#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/documents/sheet.hpp"
#include "dmp/files/archive.hpp"

namespace dmp::documents {

/// TableFile is what the readers share: the file's name for errors, and what may still be read.
class TableFile {
 public:
  TableFile(std::string_view file, const TableLimits& limits) : file_(file), limits_(limits) {}

  [[nodiscard]] tl::unexpected<Error> wrong(std::string_view id, Args args = {},
                                            std::vector<std::string> causes = {}) const;
  /// damaged is the failure of a part of an archive that cannot be understood.
  [[nodiscard]] tl::unexpected<Error> damaged(std::string_view part, std::string_view why) const;
  /// put adds a cell to the last row of a sheet, which begins with it where its number is another;
  /// cells with nothing but spaces are left out. Error id: SHEET-TOO-LARGE.
  Status put(Sheet& sheet, std::uint32_t row, bool hidden, Cell cell);

 private:
  std::string_view file_;
  TableLimits limits_;
  std::size_t rows_ = 0;
  std::size_t cells_ = 0;
  std::size_t text_ = 0;
};

using Members = std::vector<files::ArchiveMember>;

/// member returns the one with that name, or nullptr.
files::ArchiveMember* member(Members& members, std::string_view name);

Result<Workbook> read_csv(ByteView content, TableFile& file);
/// read_xlsx and read_ods parse the members in their place.
Result<Workbook> read_xlsx(Members& members, TableFile& file);
Result<Workbook> read_ods(Members& members, TableFile& file);

/// table_messages are the texts about tables, a part of messages().
Messages table_messages();

/// clean_text returns what a file has as UTF-8, without control characters but line breaks and
/// tabs, and without outer spaces: XML may come in any encoding, or none.
std::string clean_text(std::string_view text);

/// number_text writes a number of a spreadsheet in digits, without an exponent where it is whole;
/// what is no number stays as it is.
std::string number_text(std::string_view text);

/// escape_at returns the number in an escape of a workbook's text that begins there ("_x000D_",
/// ECMA-376 part 1, 22.9.2.19), or nothing.
std::optional<char32_t> escape_at(std::string_view text, std::size_t at);

/// Largest numbers that spreadsheets have; what lies beyond is not read.
inline constexpr std::uint32_t kMostRows = 1U << 20U;
inline constexpr std::uint32_t kMostColumns = 1U << 14U;

}  // namespace dmp::documents
