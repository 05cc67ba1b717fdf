#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dmp/model/words.hpp"

namespace dmp::csr::detail {

/// What a line of the order sheet is; each rendering lays it out in its own way.
enum class Shape {
  title,
  alert,           ///< Of the environment: nobody may miss it.
  heading,         ///< Of a section; the numbers of steps begin again.
  field,           ///< Label and value: for whom the order is.
  choice,          ///< Label and exact value of the portal, with a remark that is no part of it.
  attribute,       ///< Label and value of the subject.
  text,            ///< A paragraph.
  gap,             ///< A blank line.
  step,            ///< Something to do, numbered, to be ticked.
  more,            ///< A further paragraph of a step.
  note,            ///< One of several remarks.
  value,           ///< To copy, in one piece; the label says what it is.
  command,         ///< A line of the shell.
  verify_command,  ///< The lines of SheetCommands::verify.
  watch_command,   ///< The lines of SheetCommands::watch.
  secret,          ///< One of the two secrets: label, and what it is for.
  digest           ///< A digest in hexadecimal digits, to copy and to compare by eye.
};

/// When a line is part of the sheet.
enum class When {
  always,
  first_request,
  renewal,
  login_known,
  manual_known,
  encrypted,
  printable,           ///< The subject can be written in one line.
  shared,              ///< The order is for several sites.
  dmp_authentication,  ///< The service is the edition's own for that usage.
  dmp_signature,
  other_use,
  usual_service,  ///< The edition's own, or it names none.
  other_service,
  test,
  rehearsal
};

/// SheetLine is one line of the sheet; `{name}` stands for a value of the order or of the policy.
struct SheetLine {
  Shape shape;
  When when;
  std::string_view label;
  std::string_view text;
  std::string_view remark = {};
};

/// sheet_lines is the order sheet, from top to bottom.
std::span<const SheetLine> sheet_lines();

/// french names a value as the sheet shows it.
std::string_view french(model::FinessKind kind);
std::string_view french(model::Environment environment);

/// french_duration writes "3 ans" or "18 mois".
std::string french_duration(int months);

/// Words of the pages that the text does not have.
inline constexpr std::string_view kSheetName = "Fiche de commande";
inline constexpr std::string_view kInOnePiece = "En un seul bloc, à copier :";
inline constexpr std::string_view kPrepared = "préparée le ";
inline constexpr std::string_view kPage = "Page ";
inline constexpr std::string_view kOf = " sur ";
inline constexpr std::string_view kFooter = "Pied de page";

}  // namespace dmp::csr::detail
