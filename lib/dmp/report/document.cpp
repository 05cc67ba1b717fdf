#include "dmp/report/document.hpp"
