#include "dmp/documents/sheet_writer.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <memory>
#include <system_error>

#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/table.hpp"

namespace dmp::documents {
namespace {

/// Most characters of a cell (Excel's own limit).
constexpr std::size_t kMostCharacters = 32'767;

tl::unexpected<Error> not_written(std::string cause) {
  return fail(ErrorKind::environment, "SHEET-NOT-WRITTEN", {}, {std::move(cause)});
}

std::string reason(int error_number) { return std::generic_category().message(error_number); }

/// MemoryFile is a file that lies nowhere: libxlsxwriter 1.1 writes to a path only.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("xlsx", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (is_open()) {
      ::close(descriptor_);
    }
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  [[nodiscard]] Result<Bytes> content() const {
    struct stat status{};
    if (::fstat(descriptor_, &status) != 0) {
      return not_written(reason(errno));
    }
    Bytes content(static_cast<std::size_t>(status.st_size));
    for (std::size_t at = 0; at < content.size();) {
      const auto read =
          ::pread(descriptor_, content.data() + at, content.size() - at, static_cast<off_t>(at));
      if (read <= 0) {
        return not_written(reason(read == 0 ? EIO : errno));
      }
      at += static_cast<std::size_t>(read);
    }
    return content;
  }

 private:
  int descriptor_;
};

struct FreeWorkbook {
  void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
};
using Book = std::unique_ptr<lxw_workbook, FreeWorkbook>;

/// A day that is always the same, so that one table gives the same bytes every time: the first that
/// a ZIP knows, as its members have it.
void fix_creation(lxw_workbook& book) {
  constexpr time_t kFirstOf1980 = 315'532'800;
  lxw_doc_properties properties{};
  properties.created = kFirstOf1980;
  workbook_set_properties(&book, &properties);
}

lxw_format* text_format(lxw_workbook& book) {
  auto* format = workbook_add_format(&book);
  format_set_num_format(format, "@");
  return format;
}

/// As wide as most of what stands there, within reason.
double width_of(const TextTable& table, std::size_t column) {
  constexpr std::size_t kNarrowest = 8;
  constexpr std::size_t kWidest = 40;
  std::size_t width = kNarrowest;
  for (const auto& line : table.lines) {
    if (column < line.size()) {
      width = std::max(width, count_characters(line[column]));
    }
  }
  return static_cast<double>(std::min(width, kWidest) + 2);
}

/// A text in which nothing is taken for an escape: libxlsxwriter leaves that to us.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    out += escape_at(text, at) ? "_x005F_" : std::string(1, text[at]);
  }
  return out;
}

lxw_error fill(lxw_workbook& book, const TextTable& table) {
  auto* sheet = workbook_add_worksheet(&book, table.name.c_str());
  if (sheet == nullptr) {
    return LXW_ERROR_MEMORY_MALLOC_FAILED;
  }
  auto* text = text_format(book);
  auto* heading = text_format(book);
  format_set_bold(heading);
  const auto columns = table.lines.empty() ? 0 : table.lines.front().size();
  for (std::size_t i = 0; i < columns; ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet, column, column, width_of(table, i), text);
  }
  for (std::size_t row = 0; row < table.lines.size(); ++row) {
    for (std::size_t i = 0; i < table.lines[row].size(); ++i) {
      const auto cell = escaped(table.lines[row][i]);
      if (cell.empty()) {
        continue;
      }
      const auto done =
          worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(i),
                                 cell.c_str(), row == 0 ? heading : text);
      if (done != LXW_NO_ERROR) {
        return done;
      }
    }
  }
  worksheet_freeze_panes(sheet, 1, 0);
  return LXW_NO_ERROR;
}

Status check_limits(const TextTable& table) {
  if (table.lines.size() > kMostRows) {
    return fail(ErrorKind::input, "SHEET-MANY-LINES", {arg("limit", kMostRows)});
  }
  for (std::size_t row = 0; row < table.lines.size(); ++row) {
    for (std::size_t i = 0; i < table.lines[row].size(); ++i) {
      if (count_characters(table.lines[row][i]) > kMostCharacters) {
        const auto at = column_name(static_cast<std::uint32_t>(i + 1)) + std::to_string(row + 1);
        return fail(ErrorKind::input, "SHEET-CELL-LONG",
                    {arg("cell", at), arg("limit", kMostCharacters)});
      }
    }
  }
  return {};
}

/// Whether a workbook says what the table says: libxlsxwriter does not notice that its temporary
/// files were cut off by a full disk.
bool says_same(ByteView content, const TextTable& table) {
  const TableLimits limits{.rows = kMostRows, .cells = SIZE_MAX, .text = SIZE_MAX};
  const auto book = read_workbook(content, "", limits);
  if (!book || book->sheets.size() != 1) {
    return false;
  }
  auto row = book->sheets.front().rows.begin();
  const auto end = book->sheets.front().rows.end();
  for (std::size_t number = 1; number <= table.lines.size(); ++number) {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < table.lines[number - 1].size(); ++i) {
      if (auto text = clean_text(table.lines[number - 1][i]); !text.empty()) {
        cells.push_back(
            {static_cast<std::uint32_t>(i + 1), std::move(text), CellKind::text, false});
      }
    }
    if (cells.empty()) {
      continue;
    }
    if (row == end || row->number != number || row->cells != cells) {
      return false;
    }
    ++row;
  }
  return row == end;
}

}  // namespace

Result<Bytes> write_xlsx(const TextTable& table) {
  if (auto fine = check_limits(table); !fine) {
    return fail(std::move(fine.error()));
  }
  const MemoryFile file;
  if (!file.is_open()) {
    return not_written(reason(errno));
  }
  const auto path = file.path();
  Book book(workbook_new(path.c_str()));
  if (!book) {
    return not_written(reason(ENOMEM));
  }
  fix_creation(*book);
  auto done = fill(*book, table);
  if (done == LXW_NO_ERROR) {
    done = workbook_close(book.release());  // Frees it in any case.
  }
  if (done != LXW_NO_ERROR) {
    return not_written(lxw_strerror(done));
  }
  auto content = file.content();
  if (content && !says_same(*content, table)) {
    return not_written(reason(ENOSPC));
  }
  return content;
}

}  // namespace dmp::documents
