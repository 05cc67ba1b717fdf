#pragma once

#include <string>
#include <string_view>

#include "dmp/base/date.hpp"
#include "dmp/base/text.hpp"
#include "system/tree.hpp"

namespace dmp::cli {

/// page_name is that of a command's page: "dmpcert-csr".
std::string page_name(const TreeCommand& command);

/// man_page is the page of the program itself or of one of its commands, with what stands below it,
/// in the macros of man(7) and in UTF-8, which is what whatis reads as well as man. `root` has to
/// be in the language of `wording`.
std::string man_page(const TreeCommand& command, const TreeCommand& root, const Wording& wording,
                     Date date);

/// Sections of the manual: formats of files, and overviews.
inline constexpr int kDocumentSection = 5;
inline constexpr int kOverviewSection = 7;
inline constexpr const char* kExitCodesPage = "dmpcert-exit-codes";

/// document_page_name is that of the page of a document ("dossier", "plan").
std::string document_page_name(std::string_view document);

/// document_page is the page of a document, as its schema describes it.
std::string document_page(std::string_view document, const Wording& wording, Date date);

/// exit_codes_page says what each exit code means.
std::string exit_codes_page(const Wording& wording, Date date);

}  // namespace dmp::cli
