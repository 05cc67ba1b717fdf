#include "dmp/form413/detail/pdf_language.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace dmp::form413 {
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

std::string ten_digits(std::size_t number) {
  const auto digits = std::to_string(number);
  return std::string(digits.size() < 10 ? 10 - digits.size() : 0, '0') + digits;
}

}  // namespace

Bytes declare_french(Bytes pdf) {
  const auto text = as_text(pdf);
  const auto previous = number_after_last(text, "startxref\n");
  const auto size = number_after_last(text, "/Size ");
  const auto root = number_after_last(text, "/Root ");
  const auto info = number_after_last(text, "/Info ");
  if (!previous || !size || !root || !info) {
    return pdf;
  }
  const auto head = std::to_string(*root) + " 0 obj\n<<";
  const auto begin = text.find("\n" + head);
  const auto end = text.find("endobj", begin == std::string_view::npos ? 0 : begin);
  if (begin == std::string_view::npos || end == std::string_view::npos) {
    return pdf;
  }
  const auto rest = text.substr(begin + 1 + head.size(), end - begin - 1 - head.size());
  std::string update = head + " /Lang (fr-FR)\n   /ViewerPreferences << /DisplayDocTitle true >>";
  update.append(rest).append("endobj\n");
  const auto table = pdf.size() + update.size();
  update += "xref\n" + std::to_string(*root) + " 1\n" + ten_digits(pdf.size()) + " 00000 n \n";
  update += "trailer\n<< /Size " + std::to_string(*size) + "\n   /Root " + std::to_string(*root) +
            " 0 R\n   /Info " + std::to_string(*info) + " 0 R\n   /Prev " +
            std::to_string(*previous) + "\n>>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  pdf.insert(pdf.end(), update.begin(), update.end());
  return pdf;
}

}  // namespace dmp::form413
