#pragma once

// Instead of qpdf/JSON.hh, for clang (see CMakeLists.txt).
#define JSON_HH
#include <memory>
class JSON;
