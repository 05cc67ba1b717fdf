#include "dmp/pdf/detail/pdf_update.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dmp::pdf {
namespace {

/// The number that follows the last `key` of a PDF.
std::optional<std::size_t> number_after_last(std::string_view pdf, std::string_view key) {
  const auto at = pdf.rfind(key);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  const auto start = std::min(at + key.size(), pdf.size());
  std::size_t value = 0;
  const auto result = std::from_chars(pdf.data() + start, pdf.data() + pdf.size(), value);
  return result.ec == std::errc{} ? std::optional(value) : std::nullopt;
}

std::string head_of(std::size_t object) { return std::to_string(object) + " 0 obj\n<<"; }

/// What stands between "<<" and "endobj" of a dictionary object.
std::optional<std::string> dictionary(std::string_view pdf, std::size_t object) {
  const auto head = "\n" + head_of(object);
  const auto begin = pdf.find(head);
  const auto end = begin == std::string_view::npos ? begin : pdf.find("endobj", begin);
  if (end == std::string_view::npos) {
    return std::nullopt;
  }
  return std::string(pdf.substr(begin + head.size(), end - begin - head.size()));
}

void prefix_date(std::string& dictionary, std::string_view key) {
  const auto at = dictionary.find(key);
  if (at != std::string::npos && dictionary.compare(at + key.size(), 2, "D:") != 0) {
    dictionary.insert(at + key.size(), "D:");
  }
}

std::string ten_digits(std::size_t number) {
  const auto digits = std::to_string(number);
  return std::string(digits.size() < 10 ? 10 - digits.size() : 0, '0') + digits;
}

}  // namespace

Bytes complete_pdf(Bytes pdf) {
  const auto text = as_text(pdf);
  const auto previous = number_after_last(text, "startxref\n");
  const auto size = number_after_last(text, "/Size ");
  const auto root = number_after_last(text, "/Root ");
  const auto info = number_after_last(text, "/Info ");
  if (!previous || !size || !root || !info) {
    return pdf;
  }
  auto catalog = dictionary(text, *root);
  auto information = dictionary(text, *info);
  if (!catalog || !information) {
    return pdf;
  }
  catalog->insert(0, " /Lang (fr-FR)\n   /ViewerPreferences << /DisplayDocTitle true >>");
  prefix_date(*information, "/CreationDate (");
  prefix_date(*information, "/ModDate (");

  std::string update;
  std::string table = "xref\n";
  const std::map<std::size_t, std::string> objects{{*root, *catalog}, {*info, *information}};
  for (const auto& [number, content] : objects) {
    table += std::to_string(number) + " 1\n" + ten_digits(pdf.size() + update.size());
    table += " 00000 n \n";
    update += head_of(number) + content + "endobj\n";
  }
  const auto table_at = pdf.size() + update.size();
  update += table + "trailer\n<< /Size " + std::to_string(*size) + "\n   /Root " +
            std::to_string(*root) + " 0 R\n   /Info " + std::to_string(*info) + " 0 R\n   /Prev " +
            std::to_string(*previous) + "\n>>\nstartxref\n" + std::to_string(table_at) +
            "\n%%EOF\n";
  pdf.insert(pdf.end(), update.begin(), update.end());
  return pdf;
}

}  // namespace dmp::pdf
